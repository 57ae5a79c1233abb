-- what earlier steps of the stage said, and, as undo-NAME, what the undoing of later ones said
WITH said AS (
  SELECT r.id, r.name || '.' || e.key AS name, e.value
    FROM step s
    JOIN step r ON r.upgrade_id = s.upgrade_id AND r.stage_number = s.stage_number AND r.group_number < s.group_number
         AND r.status = 'succeeded'
   CROSS JOIN LATERAL jsonb_each_text(r.results) e
   WHERE s.id = :step
   UNION ALL
  SELECT u.id, 'undo-' || u.name || '.' || e.key, e.value
    FROM step s
    JOIN step r ON r.upgrade_id = s.upgrade_id AND r.stage_number = s.stage_number AND r.group_number > s.group_number
    JOIN step u ON u.undoes = r.id AND u.status = 'succeeded'
   CROSS JOIN LATERAL jsonb_each_text(u.results) e
   WHERE s.id = :step
)
SELECT name, string_agg(value, ' ' ORDER BY id) AS value
  FROM said
 GROUP BY 1
