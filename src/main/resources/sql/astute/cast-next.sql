UPDATE astute_cast
SET status = 'intent', heard_at = :now, running_by = :running_by, ends_by = :ends_by
WHERE task_uuid = (
        SELECT task_uuid FROM astute_cast WHERE status = 'waiting' ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    AND NOT EXISTS (SELECT 1 FROM astute_cast WHERE status IN ('intent', 'sent', 'running') AND NOT aside)
RETURNING *
