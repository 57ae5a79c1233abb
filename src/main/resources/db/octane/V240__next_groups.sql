-- What comes after a group is found from that group, however many others there are. Without a pending list, which would be read as a whole.
CREATE INDEX step_group_after ON step_group USING gin (after) WITH (fastupdate = off);

-- The end of a step asks whether somebody was told that it had failed.
CREATE INDEX dead_letter_not_cured ON dead_letter (step_id) WHERE cured_at IS NULL;
