SELECT e.position, e.kind, json_build_object(
    'at', e.at, 'actor', e.actor, 'step', e.step_id, 'stage', s.stage, 'name', s.name, 'title', s.title,
    'nodes', to_json(s.nodes), 'status', e.status, 'attempt', e.attempt, 'message', e.message)::text AS data
  FROM event e
  LEFT JOIN step s ON s.id = e.step_id
 WHERE e.upgrade_id = :upgrade AND e.position > :after
 ORDER BY e.position
 LIMIT :limit
