-- For how long the oldest message has not been sent.
ALTER TABLE outbox ADD COLUMN added_at timestamptz NOT NULL DEFAULT now();
