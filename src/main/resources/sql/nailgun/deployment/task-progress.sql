-- Later releases of Nailgun have pending, too: until Astute says that it has the task.
UPDATE tasks
SET status = CASE WHEN :running THEN CAST('running' AS task_status) ELSE status END,
    progress = greatest(coalesce(progress, 0), :progress), message = coalesce(:message, message)
WHERE uuid = :uuid AND status::text IN ('running', 'pending')
