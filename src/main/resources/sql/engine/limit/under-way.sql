-- The stage that an upgrade is at, and what it was made for.
SELECT u.original_cluster_id, u.seed_cluster_id, u.release_id, g.name AS stage
  FROM upgrade u
  JOIN stage g ON g.upgrade_id = u.id
 WHERE u.id = :upgrade
   AND EXISTS (SELECT 1 FROM step s
                WHERE s.upgrade_id = u.id AND s.stage_number = g.number AND s.status NOT IN ('succeeded', 'skipped', 'undone'))
 ORDER BY g.number
 LIMIT 1
