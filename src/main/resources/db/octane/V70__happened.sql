-- Whether a step was let act: one that found in its check that it can't, or never came so far, has changed nothing.
ALTER TABLE step ADD acted boolean NOT NULL DEFAULT false;
UPDATE step SET acted = true WHERE started_at IS NOT NULL;

-- Steps that have left something behind, or still may. What can be undone counts once it has begun, for its undo looks itself;
-- what can't be counts only once it was let act, or may be any moment.
CREATE VIEW happened AS
SELECT id, upgrade_id, stage_number
  FROM step
 WHERE undoes IS NULL AND started_at IS NOT NULL AND status <> 'undone'
   AND (irreversible IS NULL OR acted OR status NOT IN ('dead', 'failed'));
