UPDATE astute_cast SET asked_uuid = :asked, asked_at = :now WHERE task_uuid = :uuid AND status = 'running'
