SELECT * FROM astute_cast WHERE status IN ('intent', 'sent', 'running') ORDER BY created_at
