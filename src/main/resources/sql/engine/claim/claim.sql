-- A step is claimed by one instance; what undoes a step overtakes every claim that the step ever had. That it goes on after a wait is no
-- event.
WITH claimed AS (
  UPDATE step s
     SET status = 'running',
         phase = CASE WHEN s.undoes IS NULL THEN 'check' ELSE 'undo' END,
         fence = GREATEST(s.fence, COALESCE(undone.fence, 0)) + 1,
         owner = :owner,
         lease_until = :lease,
         started_at = COALESCE(s.started_at, :now),
         deadline_at = COALESCE(s.deadline_at, :now + s.timeout_seconds * interval '1 second')
    FROM upgrade u, step before LEFT JOIN step undone ON undone.id = before.undoes
   WHERE s.id = ANY (:steps::bigint[])
     AND before.id = s.id
     -- not by the index of queued steps, which keeps an entry of each step that was queued since the last vacuum
     AND s.status || '' = 'queued'
     AND u.id = s.upgrade_id
     AND s.id IN (SELECT id FROM may_run)
     -- what this server does not know it leaves to others
     AND s.needs <= :schema AND s.name = ANY (:known::text[])
  RETURNING s.id, s.upgrade_id, s.stage, COALESCE(undone.stage, s.stage) AS step_stage, s.undoes, s.name, s.nodes,
            s.parameters::text, s.uses::text, s.attempt, s.max_attempts,
            s.fence, s.timeout_seconds, s.deadline_at, u.original_cluster_id, u.seed_cluster_id,
            CASE WHEN before.deadline_at IS NOT NULL THEN before.message END AS waited_for
), told AS (
  INSERT INTO event (upgrade_id, step_id, at, actor, kind, status, attempt, message)
  SELECT upgrade_id, id, :now, :actor, 'step', 'running', attempt, CASE WHEN attempt > 1 THEN 'Attempt ' || attempt END
    FROM claimed
   WHERE waited_for IS NULL
   ORDER BY id
)
SELECT * FROM claimed ORDER BY id
