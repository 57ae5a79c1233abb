-- The newest events, newest first.
SELECT COALESCE(json_agg(json_build_object(
        'id', e.position, 'kind', e.kind, 'at', e.at, 'actor', e.actor, 'step', e.step_id, 'stage', s.stage, 'name', s.name,
        'title', s.title, 'nodes', to_json(s.nodes), 'status', e.status, 'attempt', e.attempt, 'message', e.message)
        ORDER BY e.position DESC), '[]')::text
  FROM (SELECT * FROM event WHERE upgrade_id = :upgrade AND position IS NOT NULL ORDER BY position DESC LIMIT 100) e
  LEFT JOIN step s ON s.id = e.step_id
