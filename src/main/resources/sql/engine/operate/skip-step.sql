UPDATE step SET status = 'skipped', phase = NULL, finished_at = :now, message = :message
 WHERE id = :step AND upgrade_id = :upgrade AND status = 'dead'
RETURNING id
