SELECT u.id FROM upgrade u WHERE u.id IN (SELECT upgrade_id FROM step WHERE id = ANY (:steps::bigint[])) FOR SHARE OF u
