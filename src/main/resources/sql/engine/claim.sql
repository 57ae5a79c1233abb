-- A step is claimed by one instance; a paused, failed or aborted upgrade lets only those go on that have begun.
UPDATE step s
   SET status = 'running',
       phase = 'check',
       fence = s.fence + 1,
       owner = :owner,
       lease_until = :lease,
       started_at = COALESCE(s.started_at, :now),
       deadline_at = COALESCE(s.deadline_at, :now + s.timeout_seconds * interval '1 second')
  FROM upgrade u, step before
 WHERE s.id = :step
   AND before.id = s.id
   AND s.status = 'queued'
   AND u.id = s.upgrade_id
   AND (u.status = 'running' OR (s.started_at IS NOT NULL AND u.status IN ('paused', 'failed', 'aborted')))
RETURNING s.id, s.upgrade_id, s.stage, s.name, s.nodes, s.parameters::text, s.uses::text, s.attempt, s.max_attempts,
          s.fence, s.timeout_seconds, s.deadline_at, u.original_cluster_id,
          CASE WHEN before.deadline_at IS NOT NULL THEN before.message END AS waited_for
