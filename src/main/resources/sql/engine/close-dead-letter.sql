UPDATE dead_letter SET status = :status, closed_at = :now WHERE step_id = :step AND status = 'open' RETURNING id
