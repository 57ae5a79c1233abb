-- What has ended, in the order of events; a commit that is a few seconds late is waited for.
SELECT event.id, event.kind, event.status, event.message, event.attempt, event.at, event.upgrade_id,
       upgrade.name AS upgrade, upgrade.created_at, COALESCE(upgrade.started_at, upgrade.created_at) AS upgrade_began,
       step.id AS step_id, step.name AS step, step.stage, array_to_string(step.nodes, ',') AS nodes,
       COALESCE(step.started_at, event.at) AS step_began,
       (SELECT max(began.at) FROM event AS began
         WHERE began.upgrade_id = event.upgrade_id AND began.step_id = event.step_id AND began.id < event.id
           AND began.status = 'running' AND began.attempt = event.attempt) AS attempt_began,
       (SELECT min(other.started_at) FROM step AS other
         WHERE other.upgrade_id = event.upgrade_id AND other.stage = step.stage) AS stage_began,
       event.kind = 'step' AND NOT EXISTS (
           SELECT 1 FROM step AS other WHERE other.upgrade_id = event.upgrade_id AND other.stage = step.stage
              AND other.status NOT IN ('succeeded', 'skipped', 'undone')) AS stage_over
  FROM event JOIN upgrade ON upgrade.id = event.upgrade_id LEFT JOIN step ON step.id = event.step_id
 WHERE event.id > :event AND event.at < clock_timestamp() - make_interval(secs => :late)
 ORDER BY event.id LIMIT 500
