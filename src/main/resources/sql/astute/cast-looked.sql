-- Of those who would look at the same moment, one does.
UPDATE astute_cast SET looked_at = :now
WHERE task_uuid = :uuid AND looked_at IS NOT DISTINCT FROM :before AND status IN ('intent', 'sent', 'running')
