-- Whether a stage that ends a move of the control plane has come to its end since.
SELECT EXISTS (
    SELECT 1
      FROM stage g
      JOIN upgrade u ON u.id = g.upgrade_id
     WHERE u.original_cluster_id = :original AND g.upgrade_id >= :upgrade AND g.name IN (:closing)
       AND EXISTS (SELECT 1 FROM step s WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number)
       AND NOT EXISTS (SELECT 1 FROM step s
                        WHERE s.upgrade_id = g.upgrade_id AND s.stage_number = g.number
                          AND s.status NOT IN ('succeeded', 'skipped')))
