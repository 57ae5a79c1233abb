-- One that waits, its intent, if nothing is in flight.
UPDATE astute_cast
SET status = 'intent', heard_at = :now, running_by = :running_by, ends_by = :ends_by
WHERE task_uuid = :uuid AND status = 'waiting'
    AND NOT EXISTS (SELECT 1 FROM astute_cast WHERE status IN ('intent', 'sent', 'running') AND NOT aside)
RETURNING *
