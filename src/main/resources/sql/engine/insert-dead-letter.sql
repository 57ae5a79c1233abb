INSERT INTO dead_letter (upgrade_id, step_id, attempts, exit_code, output, cause, remedy, status, created_at)
VALUES (:upgrade, :step, :attempts, :exitCode, :output, :cause, :remedy, 'open', :now)
RETURNING id
