-- The next claim's fence is higher: whatever an earlier one still does changes nothing. A row that somebody else has is looked at the next
-- time, for leases are renewed right after.
WITH free AS MATERIALIZED (
  SELECT s.id
    FROM step s JOIN unnest(:steps::bigint[], :fences::bigint[]) AS c (step, fence) ON s.id = c.step AND s.fence = c.fence
   WHERE s.status = 'running'
     FOR NO KEY UPDATE OF s SKIP LOCKED
)
UPDATE step
   SET status = 'queued', owner = NULL, lease_until = NULL, queued_at = :now
  FROM free
 WHERE step.id = free.id
RETURNING step.id, step.upgrade_id, step.attempt
