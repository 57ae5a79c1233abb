UPDATE step
   SET status = 'succeeded', phase = NULL, owner = NULL, lease_until = NULL, deadline_at = NULL,
       finished_at = :now, message = :message, results = results || :results::jsonb
 WHERE id = :step AND fence = :fence AND status = 'running'
RETURNING upgrade_id, group_number
