-- The board counts the steps of each stage of an upgrade, of which there may be thousands.
CREATE INDEX step_of_stage ON step (upgrade_id, stage_number);
