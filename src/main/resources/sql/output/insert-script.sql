INSERT INTO step_script (upgrade_id, stage, step, script, sha256, octane, first_at)
SELECT upgrade_id, stage, name, :script, :sha256, :octane, :at
  FROM step
 WHERE id = :step AND upgrade_id = :upgrade
ON CONFLICT DO NOTHING
