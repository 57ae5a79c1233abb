UPDATE tasks
SET status = CAST(:status AS task_status), progress = greatest(coalesce(progress, 0), :progress),
    message = coalesce(:message, message)
WHERE uuid = :uuid AND status = 'running'
