SELECT json_build_object(
    'id', d.id, 'upgrade_id', d.upgrade_id, 'step_id', d.step_id, 'stage', s.stage, 'name', s.name,
    'nodes', to_json(s.nodes), 'attempts', d.attempts, 'exit_code', d.exit_code, 'output', d.output, 'cause', d.cause,
    'remedy', d.remedy, 'status', d.status, 'created_at', d.created_at)::text
  FROM dead_letter d
  JOIN step s ON s.id = d.step_id
 WHERE (:upgrade::bigint IS NULL OR d.upgrade_id = :upgrade)
   AND (:id::bigint IS NULL OR d.id = :id)
 ORDER BY d.id DESC
 LIMIT 1000
