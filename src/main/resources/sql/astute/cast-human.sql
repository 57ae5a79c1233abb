UPDATE astute_cast SET asked_attempt = :attempt, asked_undo = :undo
WHERE task_uuid = :uuid AND status IN ('intent', 'sent', 'running')
