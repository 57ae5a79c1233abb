SELECT r.name || '.' || e.key AS name, string_agg(e.value, ' ' ORDER BY r.id) AS value
  FROM step s
  JOIN step r ON r.upgrade_id = s.upgrade_id AND r.stage_number = s.stage_number AND r.group_number < s.group_number
       AND r.status = 'succeeded'
 CROSS JOIN LATERAL jsonb_each_text(r.results) e
 WHERE s.id = :step
 GROUP BY 1
