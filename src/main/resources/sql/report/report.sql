-- Events: those of the upgrade, and of steps only what is not the way of every step.
SELECT json_build_object(
    'versions', json_build_object('before', u.from_version, 'after', u.to_version, 'octane', u.octane),
    'steps', COALESCE((SELECT json_agg(json_build_object(
            'id', s.id, 'stage', s.stage, 'name', s.name, 'title', s.title, 'nodes', to_json(s.nodes), 'status', s.status,
            'attempt', s.attempt, 'undo', s.undo, 'irreversible', s.irreversible, 'undoes', s.undoes,
            'estimate_seconds', s.estimate_seconds, 'started_at', s.started_at, 'finished_at', s.finished_at,
            'message', s.message) ORDER BY s.group_number, s.id)
          FROM step s WHERE s.upgrade_id = u.id), '[]'),
    'events', COALESCE((SELECT json_agg(json_build_object(
            'at', e.at, 'actor', e.actor, 'status', e.status, 'stage', s.stage, 'step', s.name, 'nodes', to_json(s.nodes),
            'attempt', e.attempt, 'message', e.message) ORDER BY e.id)
          FROM event e LEFT JOIN step s ON s.id = e.step_id
         WHERE e.upgrade_id = u.id AND (e.step_id IS NULL OR e.actor <> 'engine' OR e.status IN ('failed', 'dead', 'skipped'))), '[]'),
    'dead_letters', COALESCE((SELECT json_agg(json_build_object(
            'id', d.id, 'stage', s.stage, 'step', s.name, 'node_names', to_json(d.node_names), 'attempts', d.attempts,
            'exit_code', d.exit_code, 'output', d.output, 'cause', d.cause, 'remedy', d.remedy, 'status', d.status,
            'created_at', d.created_at, 'closed_at', d.closed_at, 'closed_by', d.closed_by,
            'closed_reason', d.closed_reason, 'cured_at', d.cured_at) ORDER BY d.id)
          FROM dead_letter d JOIN step s ON s.id = d.step_id WHERE d.upgrade_id = u.id), '[]'),
    'scripts', COALESCE((SELECT json_agg(json_build_object(
            'stage', c.stage, 'step', c.step, 'script', c.script, 'sha256', c.sha256, 'octane', c.octane,
            'first_at', c.first_at) ORDER BY c.first_at, c.stage, c.step, c.script)
          FROM step_script c WHERE c.upgrade_id = u.id), '[]'),
    'audit', COALESCE((SELECT json_agg(json_build_object(
            'at', a.at, 'actor', a.actor, 'source', a.source, 'via', a.via, 'action', a.action, 'target', a.target,
            'status', a.status, 'detail', a.detail) ORDER BY a.id)
          FROM audit a
         WHERE a.target = '/api/v1/upgrades/' || u.id
            OR a.target LIKE '/api/v1/upgrades/' || u.id || '/%'
            OR a.target IN (SELECT '/api/v1/dead-letters/' || d.id || w.act
                              FROM dead_letter d CROSS JOIN (VALUES ('/retry'), ('/discard')) w (act)
                             WHERE d.upgrade_id = u.id)), '[]'))::text
  FROM upgrade u
 WHERE u.id = :upgrade
