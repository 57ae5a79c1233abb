UPDATE tasks
SET status = CAST(:status AS task_status), progress = coalesce(:progress, progress), message = :message
WHERE cluster_id = :cluster AND name::text = 'update' AND status::text IN ('running', 'pending')
