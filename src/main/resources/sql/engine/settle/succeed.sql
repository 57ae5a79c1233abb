WITH done AS (
  UPDATE step s
     SET status = 'succeeded', phase = NULL, owner = NULL, lease_until = NULL, deadline_at = NULL,
         finished_at = :now, message = :message, results = results || :results::jsonb
    FROM upgrade u
   WHERE s.id = :step AND s.fence = :fence AND s.status = 'running' AND u.id = s.upgrade_id
  RETURNING s.id, s.upgrade_id, s.attempt, s.acted AND u.seed_cluster_id IS NULL AS may_have_made_seed
), told AS (
  INSERT INTO event (upgrade_id, step_id, at, actor, kind, status, attempt, message)
  SELECT upgrade_id, id, :now, :actor, 'step', 'succeeded', attempt, :message FROM done
)
SELECT may_have_made_seed,
       EXISTS (SELECT 1 FROM dead_letter d WHERE d.step_id = done.id AND d.cured_at IS NULL) AS was_dead
  FROM done
