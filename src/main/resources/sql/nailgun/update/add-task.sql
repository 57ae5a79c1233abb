INSERT INTO tasks (cluster_id, uuid, name, status, progress, cache, result, weight)
VALUES (:cluster, :uuid, CAST('update' AS task_name), CAST('running' AS task_status), 0, '{}', '{}', 1)
RETURNING id
