INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses, undoes,
                  estimate_seconds, timeout_seconds, max_attempts, needs, status)
SELECT upgrade_id, :stageNumber, :group, :stage, name, :title, nodes, parameters, uses, id,
       estimate_seconds, timeout_seconds, GREATEST(max_attempts, 5), needs, 'pending'
  FROM step WHERE id = :step
