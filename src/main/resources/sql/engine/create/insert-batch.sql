INSERT INTO batch (upgrade_id, unit, stage_number, role, at_once, failures, canary, nodes)
VALUES (:upgrade, :unit, :stageNumber, :role, :atOnce, :failures, :canary, :nodes::integer[])
