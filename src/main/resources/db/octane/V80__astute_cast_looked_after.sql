-- Nobody asks Astute any more, since an idle worker answers for one that is at work; the Fuel master is looked at instead.
ALTER TABLE astute_cast RENAME COLUMN asked_at TO looked_at;

ALTER TABLE astute_cast DROP COLUMN asked_uuid;

-- What was seen there last, in a sentence.
ALTER TABLE astute_cast ADD COLUMN found text;

ALTER TABLE astute_cast ADD COLUMN at_work boolean NOT NULL DEFAULT false;

-- A person was asked what has become of it: in which attempt of the step, and whether that took it back.
ALTER TABLE astute_cast ADD COLUMN asked_attempt integer;

ALTER TABLE astute_cast ADD COLUMN asked_undo boolean NOT NULL DEFAULT false;
