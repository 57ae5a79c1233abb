-- Whoever ran these is gone or cut off: its fence is lower than the next claim's.
UPDATE step
   SET status = 'queued', owner = NULL, lease_until = NULL, queued_at = :now
 WHERE id IN (SELECT id FROM step WHERE status = 'running' AND lease_until < :now
               ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED)
RETURNING id, upgrade_id, attempt
