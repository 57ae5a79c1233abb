INSERT INTO batch (upgrade_id, unit, goes_with, stage_number, role, row_role, at_once, failures, canary, nodes)
VALUES (:upgrade, :number, NULLIF(:unit, :number), :stageNumber, :role, :row, :atOnce, :failures, :canary, :nodes::integer[])
