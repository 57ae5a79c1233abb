SELECT id, format('Step %s of stage %s: %s', id, stage, message) AS waits
  FROM step
 WHERE upgrade_id = :upgrade AND status = 'waiting' AND wake_on = 'approval'
 ORDER BY id
