-- Queued, but its message was lost on the way (a broker without its journal): it is announced again.
UPDATE step
   SET queued_at = :now
 WHERE id IN (SELECT s.id FROM step s JOIN upgrade u ON u.id = s.upgrade_id
               WHERE s.status = 'queued' AND s.queued_at < :before
                 AND (u.status = 'running' OR (s.started_at IS NOT NULL AND u.status IN ('paused', 'failed', 'aborted')))
               ORDER BY s.id LIMIT 500 FOR UPDATE OF s SKIP LOCKED)
RETURNING id
