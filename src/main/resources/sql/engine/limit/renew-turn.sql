-- Other nodes come next: whoever has approved of those before, or waited for a window for them, is asked again. Who runs the step loses it.
WITH its AS (
    UPDATE step_group SET unit = :unit, open = CASE WHEN :same THEN open ELSE 1 END
     WHERE upgrade_id = :upgrade AND number = (SELECT group_number FROM step WHERE id = :step))
UPDATE step
   SET status = 'pending', phase = NULL, owner = NULL, lease_until = NULL, queued_at = NULL, wake_on = NULL, wake_at = NULL,
       deadline_at = NULL, started_at = NULL, finished_at = NULL, message = NULL, results = '{}', title = :title,
       parameters = :parameters::jsonb
 WHERE id = :step AND NOT :same
RETURNING id
