-- The HTTP status belongs to the answer.
ALTER TABLE idempotency ADD COLUMN status integer NOT NULL DEFAULT 200;
