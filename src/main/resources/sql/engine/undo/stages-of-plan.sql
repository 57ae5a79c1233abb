-- Only where a seed has taken over there is a way back of its own, which leaves the seed: a cluster that stays the same one is taken back
-- as a whole.
SELECT g.number, g.name, CASE WHEN u.seed_cluster_id IS NOT NULL THEN g.back_to END AS back_to, g.for_good
  FROM stage g
  JOIN upgrade u ON u.id = g.upgrade_id
 WHERE g.upgrade_id = :upgrade
   AND EXISTS (SELECT 1 FROM step WHERE upgrade_id = g.upgrade_id AND stage_number = g.number AND undoes IS NULL)
 ORDER BY g.number
