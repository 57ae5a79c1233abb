UPDATE step
   SET status = 'dead', phase = NULL, owner = NULL, lease_until = NULL, deadline_at = NULL, message = :message
 WHERE id = :step AND fence = :fence AND status = 'running'
RETURNING upgrade_id
