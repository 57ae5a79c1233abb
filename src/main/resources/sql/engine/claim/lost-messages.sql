-- Queued, but its message was lost on the way (a broker without its journal): it is announced again. One whose message has
-- not even left is not lost: while a broker is away that would only make the outbox longer.
UPDATE step
   SET queued_at = :now
 WHERE id IN (SELECT s.id FROM step s
               WHERE s.status = 'queued' AND s.queued_at < :before AND s.id IN (SELECT id FROM claimable)
                 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.queue = 'octane.steps' AND o.body = s.id::text)
               ORDER BY s.id LIMIT 500 FOR UPDATE OF s SKIP LOCKED)
RETURNING id
