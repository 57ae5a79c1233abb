-- Upgrades in which a stage has begun from which only one way leads back, and was not taken back.
SELECT g.upgrade_id, g.name AS stage
  FROM stage g
  JOIN upgrade u ON u.id = g.upgrade_id
 WHERE u.original_cluster_id = :original AND g.back_to IS NOT NULL
   AND EXISTS (SELECT 1 FROM step s
                WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number
                  AND s.undoes IS NULL AND s.started_at IS NOT NULL AND s.status <> 'undone')
 ORDER BY g.upgrade_id DESC
 LIMIT 1
