SELECT * FROM astute_cast WHERE status IN ('intent', 'sent', 'running') AND NOT aside
