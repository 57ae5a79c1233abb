-- Queued, but its message was lost on the way (a broker without its journal): it is announced again.
UPDATE step
   SET queued_at = :now
 WHERE id IN (SELECT s.id FROM step s
               WHERE s.status = 'queued' AND s.queued_at < :before AND s.id IN (SELECT id FROM claimable)
               ORDER BY s.id LIMIT 500 FOR UPDATE OF s SKIP LOCKED)
RETURNING id
