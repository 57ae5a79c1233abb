UPDATE dead_letter SET status = :status, closed_at = :now, closed_by = :actor, closed_reason = :reason
 WHERE step_id = :step AND status = 'open'
RETURNING id
