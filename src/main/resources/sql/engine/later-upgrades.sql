-- Upgrades of the same cluster that began after this one and have left something behind.
SELECT DISTINCT l.id
  FROM upgrade u
  JOIN upgrade l ON l.original_cluster_id = u.original_cluster_id AND l.id > u.id
  JOIN step s ON s.upgrade_id = l.id
 WHERE u.id = :upgrade AND s.undoes IS NULL AND s.started_at IS NOT NULL AND s.status <> 'undone'
 ORDER BY l.id DESC
