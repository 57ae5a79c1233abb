-- Steps of groups that nothing is in the way of any more. On the way back only batches that go on are still begun, and
-- nothing is undone before all that went forward is at its end.
UPDATE step s
   SET status = 'queued', queued_at = :now
  FROM step_group g, upgrade u
 WHERE g.upgrade_id = :upgrade
   AND u.id = g.upgrade_id
   AND s.upgrade_id = g.upgrade_id
   AND s.group_number = g.number
   AND s.status = 'pending'
   AND NOT EXISTS (SELECT 1 FROM step_group b
                    WHERE b.upgrade_id = g.upgrade_id AND b.number = ANY (g.after) AND b.open > 0)
   AND CASE WHEN u.ends_as IS NULL THEN true
            WHEN s.undoes IS NULL THEN g.goes_on
            ELSE NOT EXISTS (SELECT 1 FROM under_way w WHERE w.upgrade_id = u.id) END
RETURNING s.id
