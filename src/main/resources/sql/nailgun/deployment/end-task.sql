UPDATE tasks
SET status = CAST(:status AS task_status), progress = 100, message = :message
WHERE uuid = :uuid AND status::text IN ('running', 'pending')
