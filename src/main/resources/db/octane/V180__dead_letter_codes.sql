-- What the failure is called in docs/errors.md; those of before were called nothing in particular.
ALTER TABLE dead_letter ADD COLUMN code text NOT NULL DEFAULT 'step-failed';
