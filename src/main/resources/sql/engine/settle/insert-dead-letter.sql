INSERT INTO dead_letter (upgrade_id, step_id, node_names, attempts, exit_code, output, code, cause, remedy, status, created_at)
VALUES (:upgrade, :step, :names::text[], :attempts, :exitCode, :output, :code, :cause, :remedy, 'open', :now)
RETURNING id
