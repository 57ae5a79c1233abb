UPDATE astute_cast SET failed_on_master = true WHERE task_uuid = :uuid AND status IN ('intent', 'sent', 'running')
