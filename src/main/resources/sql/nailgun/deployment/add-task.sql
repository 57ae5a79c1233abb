INSERT INTO tasks (cluster_id, uuid, name, status, progress, cache, result, weight)
SELECT :cluster, :uuid, CAST(:name AS task_name), CAST(:status AS task_status), 0, '{}', '{}', 1
WHERE NOT EXISTS (SELECT 1 FROM tasks WHERE uuid = :uuid)
