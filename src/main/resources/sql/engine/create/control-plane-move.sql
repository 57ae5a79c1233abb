-- Upgrades in which a stage has begun from which only one way leads back, and was not taken back.
SELECT g.upgrade_id, u.seed_cluster_id, g.name AS stage
  FROM stage g
  JOIN upgrade u ON u.id = g.upgrade_id
 WHERE u.original_cluster_id = :original AND g.back_to IS NOT NULL
   AND EXISTS (SELECT 1 FROM happened h WHERE h.upgrade_id = g.upgrade_id AND h.stage_number = g.number)
 ORDER BY g.upgrade_id DESC
 LIMIT 1
