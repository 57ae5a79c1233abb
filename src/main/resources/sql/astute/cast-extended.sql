UPDATE astute_cast SET ends_by = :ends_by, asked_attempt = NULL
WHERE task_uuid = :uuid AND status IN ('intent', 'sent', 'running')
