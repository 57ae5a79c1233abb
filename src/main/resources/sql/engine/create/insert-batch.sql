INSERT INTO batch (upgrade_id, unit, stage_number, role, at_once, nodes)
VALUES (:upgrade, :unit, :stageNumber, :role, :atOnce, :nodes::integer[])
