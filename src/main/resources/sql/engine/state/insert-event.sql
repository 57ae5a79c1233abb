-- The log line of the event names the step and its nodes too.
INSERT INTO event (upgrade_id, step_id, at, actor, kind, status, attempt, message)
VALUES (:upgrade, :step, :now, :actor, :kind, :status, :attempt, :message)
RETURNING (SELECT stage FROM step WHERE id = event.step_id),
          (SELECT name FROM step WHERE id = event.step_id),
          (SELECT NULLIF(array_to_string(nodes, ','), '') FROM step WHERE id = event.step_id) AS nodes
