-- What upgrades did of the stages of an original and its seed, oldest first; a stage without steps is over once those before
-- it are. Stages of the Fuel master count for whichever cluster they were run.
SELECT g.name,
       EXISTS (SELECT 1 FROM step s
                WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number AND s.started_at IS NOT NULL
                  AND s.name <> 'wait-for-turn') AS begun,
       NOT EXISTS (SELECT 1 FROM step s
                    WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number
                      AND s.status NOT IN ('succeeded', 'skipped'))
       AND (EXISTS (SELECT 1 FROM step s WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number)
            OR NOT EXISTS (SELECT 1 FROM step s
                            WHERE s.upgrade_id = g.upgrade_id AND s.stage_number < g.number
                              AND s.status NOT IN ('succeeded', 'skipped'))) AS succeeded
  FROM stage g
  JOIN upgrade u ON u.id = g.upgrade_id
 WHERE (g.name IN (:ofMaster)
        OR (u.original_cluster_id = :original AND u.seed_cluster_id IS NOT DISTINCT FROM :seed::integer))
   AND NOT EXISTS (SELECT 1 FROM step s
                    WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number AND s.undoes IS NOT NULL)
 ORDER BY g.upgrade_id, g.number
