INSERT INTO event (upgrade_id, step_id, at, actor, kind, status, attempt, message)
VALUES (:upgrade, :step, :now, :actor, :kind, :status, :attempt, :message)
