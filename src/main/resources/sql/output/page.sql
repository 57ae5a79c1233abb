SELECT COALESCE(json_agg(json_build_object(
           'id', p.id, 'at', p.at, 'stage', s.stage, 'step_id', p.step_id, 'step', s.name, 'node', p.node,
           'attempt', p.attempt, 'phase', p.phase,
           'text', CASE WHEN p.removed = 0 THEN p.text
                        ELSE '(' || p.removed || ' lines up to here are not kept)' END) ORDER BY p.id), '[]')::text
  FROM (SELECT * FROM step_output
         WHERE upgrade_id = :upgrade AND id > :after
           AND (:step::bigint IS NULL OR step_id = :step)
           AND (:node::integer IS NULL OR node = :node)
         ORDER BY id
         LIMIT :limit) p
  JOIN step s ON s.id = p.step_id
