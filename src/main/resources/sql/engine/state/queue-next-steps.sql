-- Of the groups that come after this one, which has just closed, those that nothing else is in the way of. What can't begin is
-- looked for by queue-ready-steps as long as an upgrade that is taken back has steps going forward.
WITH after AS MATERIALIZED (
  SELECT upgrade_id, number, after FROM step_group WHERE after @> ARRAY[:group::integer]
), next AS MATERIALIZED (
  SELECT a.upgrade_id, a.number
    FROM after a
   WHERE a.upgrade_id = :upgrade
     AND NOT EXISTS (SELECT 1 FROM step_group b
                      WHERE b.upgrade_id = a.upgrade_id AND b.number = ANY (a.after) AND b.open > 0)
)
UPDATE step s
   SET status = 'queued', queued_at = :now
  FROM next n, upgrade u
 WHERE s.upgrade_id = n.upgrade_id AND s.group_number = n.number AND s.status = 'pending'
   -- a rollback may have had the lock before
   AND u.id = n.upgrade_id AND (u.ends_as IS NULL OR s.undoes IS NOT NULL)
RETURNING s.id
