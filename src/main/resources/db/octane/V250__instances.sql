-- The servers that work on this database: each has a row as long as it runs, and renews it. One that was killed is gone when its
-- lease is over.
CREATE TABLE instance (
    name        text PRIMARY KEY,
    -- addresses of the broker of its queues; null: one of its own, in its process
    broker      text,
    since       timestamptz NOT NULL,
    seen_at     timestamptz NOT NULL,
    lease_until timestamptz NOT NULL
);
