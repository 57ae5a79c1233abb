UPDATE astute_cast
SET status = :status, error = :error, lost = :lost, ended_at = :now,
    progress = CASE WHEN :status = 'ready' THEN 100 ELSE progress END
WHERE task_uuid = :uuid AND status IN ('intent', 'sent', 'running')
