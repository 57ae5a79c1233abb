UPDATE astute_cast
SET status = 'running', running_at = coalesce(running_at, :now), heard_at = :now,
    progress = greatest(progress, :progress), found = NULL, at_work = false
WHERE task_uuid = :uuid AND status IN ('intent', 'sent', 'running')
