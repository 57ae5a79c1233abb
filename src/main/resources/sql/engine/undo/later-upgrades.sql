-- Upgrades of the same cluster that began after this one and have left something behind; of the Fuel master's, which all
-- others rely on, any that is not over.
SELECT DISTINCT l.id
  FROM upgrade u
  JOIN upgrade l ON l.id > u.id
   AND (l.original_cluster_id = u.original_cluster_id
        OR (u.original_cluster_id = 0 AND l.status IN ('running', 'paused', 'failed', 'rolling-back')))
  JOIN happened h ON h.upgrade_id = l.id
 WHERE u.id = :upgrade
 ORDER BY l.id DESC
