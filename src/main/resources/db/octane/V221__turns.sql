-- Who has only waited for his turn has left nothing behind: neither is it undone, nor does its stage count as one that has begun.
CREATE OR REPLACE VIEW happened AS
SELECT id, upgrade_id, stage_number
  FROM step
 WHERE undoes IS NULL AND started_at IS NOT NULL AND status <> 'undone' AND name <> 'wait-for-turn'
   AND (irreversible IS NULL OR acted OR status NOT IN ('dead', 'failed'));

-- As before, but that an upgrade does not run lets no turn come: what stands behind it would begin when it goes on, whenever that is.
CREATE OR REPLACE VIEW claimable AS
SELECT s.id
  FROM step s
  JOIN upgrade u ON u.id = s.upgrade_id
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
 WHERE CASE WHEN u.status IN ('running', 'rolling-back')
            THEN u.ends_as IS NULL OR s.undoes IS NOT NULL OR g.goes_on OR s.started_at IS NOT NULL
            ELSE s.started_at IS NOT NULL AND s.name <> 'wait-for-turn' AND u.status IN ('paused', 'failed', 'aborted') END;
