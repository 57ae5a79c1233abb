-- The next claim's fence is higher: whatever an earlier one still does changes nothing.
UPDATE step s
   SET status = 'queued', owner = NULL, lease_until = NULL, queued_at = :now
  FROM unnest(:steps::bigint[], :fences::bigint[]) AS c (step, fence)
 WHERE s.id = c.step AND s.fence = c.fence AND s.status = 'running'
RETURNING s.id, s.upgrade_id, s.attempt
