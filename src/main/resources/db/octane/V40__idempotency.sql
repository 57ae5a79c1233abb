-- The HTTP status belongs to the answer. The row is there, uncommitted, while the call runs: whoever comes with the same key waits for it.
ALTER TABLE idempotency ADD COLUMN status integer NOT NULL DEFAULT 200;
