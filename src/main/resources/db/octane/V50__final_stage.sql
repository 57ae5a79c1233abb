-- Why nothing of an upgrade is taken back once a step of the stage has begun.
ALTER TABLE stage ADD for_good text;
