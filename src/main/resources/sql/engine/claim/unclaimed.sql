-- Whoever is fed by the broker claims sooner: of these the message was lost, or lies where nobody takes it.
SELECT s.id FROM step s
 WHERE s.status = 'queued' AND s.queued_at < :before AND s.id IN (SELECT id FROM may_run)
   AND s.needs <= :schema AND s.name = ANY (:known::text[])
 ORDER BY s.id LIMIT :most
