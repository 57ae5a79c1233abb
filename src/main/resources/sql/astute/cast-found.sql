UPDATE astute_cast
SET found = :found, at_work = :working,
    status = CASE WHEN :working THEN 'running' ELSE status END,
    running_at = CASE WHEN :working THEN coalesce(running_at, :now) ELSE running_at END
WHERE task_uuid = :uuid AND status IN ('intent', 'sent', 'running')
