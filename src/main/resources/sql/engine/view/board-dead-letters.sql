-- Without their output, of which there may be much: it is asked for where it is read.
SELECT COALESCE(json_agg(json_build_object(
        'id', d.id, 'step_id', d.step_id, 'stage', s.stage, 'name', s.name, 'title', s.title, 'nodes', to_json(s.nodes),
        'node_names', to_json(d.node_names), 'attempts', d.attempts, 'exit_code', d.exit_code, 'cause', d.cause,
        'remedy', d.remedy, 'created_at', d.created_at) ORDER BY d.id), '[]')::text
  FROM (SELECT * FROM dead_letter WHERE upgrade_id = :upgrade AND status = 'open' ORDER BY id LIMIT 200) d
  JOIN step s ON s.id = d.step_id
