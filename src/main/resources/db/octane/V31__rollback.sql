-- The way back is rows as well: each step that is taken back gets a step of its own that undoes it.
ALTER TABLE step ADD undoes bigint REFERENCES step ON DELETE CASCADE;
CREATE INDEX step_undoes ON step (undoes) WHERE undoes IS NOT NULL;

-- A later step: no upgrade ends between the two.
ALTER TABLE step ADD until text;

-- Groups of one batch come to their end together or not at all; those that go on do so while all else is taken back.
ALTER TABLE step_group ADD unit integer, ADD goes_on boolean NOT NULL DEFAULT false;

-- Once a step of the stage has begun, the only way back leads to the beginning of this other stage.
ALTER TABLE stage ADD back_to text;

-- What an upgrade that is being taken back will be in the end; null as long as it goes forward.
ALTER TABLE upgrade ADD ends_as text CHECK (ends_as IN ('aborted', 'rolled-back'));

-- Steps that an instance may take when they are queued: a paused, failed or aborted upgrade lets only those go on that
-- have begun, one that is taken back only those, the steps that undo and the batches that can't be undone any more.
CREATE VIEW claimable AS
SELECT s.id
  FROM step s
  JOIN upgrade u ON u.id = s.upgrade_id
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
 WHERE CASE WHEN u.status IN ('running', 'rolling-back')
            THEN u.ends_as IS NULL OR s.undoes IS NOT NULL OR g.goes_on OR s.started_at IS NOT NULL
            ELSE s.started_at IS NOT NULL AND u.status IN ('paused', 'failed', 'aborted') END;

-- Steps that went forward and are not at their end: before they are, nothing is undone.
CREATE VIEW under_way AS
SELECT s.id, s.upgrade_id
  FROM step s
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
 WHERE s.undoes IS NULL AND (s.status IN ('queued', 'running', 'waiting') OR (g.goes_on AND g.open > 0));
