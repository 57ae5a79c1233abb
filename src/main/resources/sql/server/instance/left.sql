-- Steps that wait for a server and that this one leaves to others.
SELECT s.stage, s.name, max(s.needs) AS needs, bool_or(n.id IS NOT NULL) AS nobody,
       (array_agg(s.upgrade_id ORDER BY s.id))[1] AS upgrade
  FROM step s
  LEFT JOIN nobody_can_run n ON n.id = s.id
 WHERE s.status = 'queued' AND s.queued_at < :before AND s.id IN (SELECT id FROM may_run)
   AND NOT (s.needs <= :schema AND s.name = ANY (:steps::text[]))
 GROUP BY s.stage, s.name
 ORDER BY s.stage, s.name
