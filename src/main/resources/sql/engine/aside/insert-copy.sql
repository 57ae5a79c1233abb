-- The others' part of a step whose row goes with the nodes that are set aside. Of the step that is dead theirs is proved.
INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses, undo, irreversible, until,
                  estimate_seconds, timeout_seconds, max_attempts, needs, attempt, fence, acted, queued_at, started_at,
                  status, finished_at, message)
SELECT upgrade_id, stage_number, group_number, stage, name, :title, :nodes::integer[], parameters, uses, undo, irreversible, until,
       estimate_seconds, timeout_seconds, max_attempts, needs, attempt, fence, acted, queued_at, started_at,
       CASE status WHEN 'dead' THEN 'succeeded' ELSE status END, CASE status WHEN 'dead' THEN :now::timestamptz END,
       CASE status WHEN 'dead' THEN :message END
  FROM step WHERE id = :step
RETURNING id
