SELECT json_build_object(
    'id', u.id, 'name', u.name, 'strategy', u.strategy, 'status', u.status,
    'original_cluster_id', u.original_cluster_id, 'seed_cluster_id', u.seed_cluster_id, 'release_id', u.release_id,
    'created_at', u.created_at, 'started_at', u.started_at, 'finished_at', u.finished_at,
    'actor', u.actor, 'message', u.message,
    'eta_seconds', CASE WHEN u.status = 'rolling-back' THEN t.left_seconds WHEN u.status <> 'running' THEN NULL ELSE
        -- what is left, at the pace of what is done
        round(COALESCE(t.left_seconds * LEAST(10, GREATEST(0.01, t.spent_seconds / NULLIF(t.done_seconds, 0))), t.left_seconds)) END,
    'stages', (SELECT json_agg(json_build_object(
            'stage', g.name, 'title', g.title, 'estimate_seconds', g.estimate_seconds,
            'steps', c.steps, 'done', c.done,
            'status', CASE WHEN c.dead > 0 THEN 'dead'
                           WHEN c.done = c.steps THEN 'succeeded'
                           WHEN c.undone > 0 AND c.active = 0 THEN 'undone'
                           WHEN c.active > 0 OR c.done > 0 THEN 'running'
                           ELSE 'pending' END,
            'started_at', c.started_at,
            'finished_at', CASE WHEN c.done = c.steps THEN c.finished_at END) ORDER BY g.number)
          FROM stage g
         CROSS JOIN LATERAL (
            SELECT count(*) AS steps,
                   count(*) FILTER (WHERE status IN ('succeeded', 'skipped')) AS done,
                   count(*) FILTER (WHERE status IN ('queued', 'running', 'waiting')) AS active,
                   count(*) FILTER (WHERE status = 'dead') AS dead,
                   count(*) FILTER (WHERE status = 'undone') AS undone,
                   min(started_at) AS started_at, max(finished_at) AS finished_at
              FROM step WHERE upgrade_id = g.upgrade_id AND stage_number = g.number) c
         WHERE g.upgrade_id = u.id),
    -- several nodes may prove the same
    'proof', COALESCE((SELECT json_agg(p.sentence ORDER BY p.first) FROM (
         SELECT e.value AS sentence, min(s.id) AS first
           FROM step s CROSS JOIN LATERAL jsonb_each_text(s.results) e
          WHERE s.upgrade_id = u.id AND e.key LIKE 'proof.%' AND s.status = 'succeeded'
          GROUP BY e.value) p), '[]'))::text
  FROM upgrade u
  LEFT JOIN LATERAL (
        SELECT sum(longest) FILTER (WHERE open = 0) AS done_seconds,
               COALESCE(sum(longest) FILTER (WHERE open > 0), 0) AS left_seconds,
               extract(epoch FROM :now - u.started_at) AS spent_seconds
          FROM (SELECT g.number, g.open, max(s.estimate_seconds) AS longest
                  FROM step_group g JOIN step s ON s.upgrade_id = g.upgrade_id AND s.group_number = g.number
                 WHERE g.upgrade_id = u.id AND (u.ends_as IS NULL OR s.undoes IS NOT NULL) GROUP BY g.number, g.open) groups) t ON true
 WHERE :upgrade::bigint IS NULL OR u.id = :upgrade
 ORDER BY u.id DESC
 LIMIT 100
