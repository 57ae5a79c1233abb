SELECT json_build_object(
    'id', d.id, 'upgrade_id', d.upgrade_id, 'step_id', d.step_id, 'stage', s.stage, 'name', s.name, 'title', s.title,
    'nodes', to_json(s.nodes), 'node_names', to_json(d.node_names), 'attempts', d.attempts, 'exit_code', d.exit_code,
    'output', d.output, 'code', d.code, 'cause', d.cause, 'remedy', d.remedy, 'status', d.status, 'created_at', d.created_at,
    'closed_at', d.closed_at, 'closed_by', d.closed_by, 'closed_reason', d.closed_reason, 'cured_at', d.cured_at)::text
  FROM dead_letter d
  JOIN step s ON s.id = d.step_id
 WHERE (:upgrade::bigint IS NULL OR d.upgrade_id = :upgrade)
   AND (:id::bigint IS NULL OR d.id = :id)
 ORDER BY d.id DESC
 LIMIT COALESCE(:limit::integer, 1000) OFFSET :offset::integer
