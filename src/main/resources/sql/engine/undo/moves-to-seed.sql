-- Of each upgrade to that seed the first stage that has moved the cloud and was not taken back.
SELECT DISTINCT ON (g.upgrade_id) g.upgrade_id, g.name AS to_stage
  FROM stage g
  JOIN upgrade u ON u.id = g.upgrade_id
 WHERE u.seed_cluster_id = :seed AND g.name IN (:moving)
   AND EXISTS (SELECT 1 FROM happened h WHERE h.upgrade_id = g.upgrade_id AND h.stage_number = g.number)
 ORDER BY g.upgrade_id DESC, g.number
