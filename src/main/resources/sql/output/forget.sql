-- All lines but those of the newest upgrades and of upgrades that are not over.
DELETE FROM step_output o
 USING upgrade u
 WHERE u.id = o.upgrade_id
   AND u.status IN ('succeeded', 'aborted', 'rolled-back')
   AND u.id NOT IN (SELECT id FROM upgrade ORDER BY id DESC LIMIT :upgrades)
