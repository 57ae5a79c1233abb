-- Steps of groups that nothing is in the way of any more.
UPDATE step s
   SET status = 'queued', queued_at = :now
  FROM step_group g
 WHERE g.upgrade_id = :upgrade
   AND s.upgrade_id = g.upgrade_id
   AND s.group_number = g.number
   AND s.status = 'pending'
   AND NOT EXISTS (SELECT 1 FROM step_group b
                    WHERE b.upgrade_id = g.upgrade_id AND b.number = ANY (g.after) AND b.open > 0)
RETURNING s.id
