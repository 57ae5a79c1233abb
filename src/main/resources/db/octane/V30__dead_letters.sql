-- What its nodes were called when it failed, who dealt with it and why, and when its step came to a good end after all.
ALTER TABLE dead_letter
    ADD COLUMN node_names    text[] NOT NULL DEFAULT '{}',
    ADD COLUMN closed_by     text,
    ADD COLUMN closed_reason text,
    ADD COLUMN cured_at      timestamptz;
