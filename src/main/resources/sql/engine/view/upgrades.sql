SELECT json_build_object(
    'id', u.id, 'name', u.name, 'strategy', u.strategy, 'status', u.status,
    'original_cluster_id', u.original_cluster_id, 'seed_cluster_id', u.seed_cluster_id, 'release_id', u.release_id,
    'created_at', u.created_at, 'started_at', u.started_at, 'finished_at', u.finished_at,
    'actor', u.actor, 'message', u.message,
    -- what is left, at the pace of what is done; null where nobody knows: it takes longer than it should, or waits for a person
    'eta_seconds', CASE WHEN u.status IN ('running', 'rolling-back') AND gate.approval IS NULL AND opening."window" IS NULL THEN NULLIF(round(t.left_seconds), 0) END,
    'stages', (SELECT json_agg(json_build_object(
            'stage', g.name, 'title', g.title, 'estimate_seconds', g.estimate_seconds,
            'steps', c.steps, 'done', c.done,
            'status', CASE WHEN c.dead > 0 AND (c.active = 0 OR EXISTS (SELECT 1 FROM holding h JOIN step d ON d.id = h.id
                                                WHERE h.upgrade_id = u.id AND d.stage_number = g.number)) THEN 'dead'
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
    -- role by role; the limit is the one that holds for the next batch
    'batches', COALESCE((SELECT json_agg(json_build_object(
            'stage', r.name, 'role', r.role, 'max_unavailable', r.at_once[cardinality(r.at_once)], 'failures', r.failures,
            'aside', COALESCE((SELECT json_agg(json_build_object('node', n.node, 'name', COALESCE(
                        (SELECT c ->> 'hostname' FROM plan_input p CROSS JOIN LATERAL jsonb_array_elements(p.cloud -> 'nodes') AS c
                          WHERE p.upgrade_id = u.id AND (c ->> 'id')::integer = n.node), 'node-' || n.node)) ORDER BY n.node)
                  FROM batch a CROSS JOIN LATERAL unnest(a.nodes) AS n (node)
                 WHERE a.upgrade_id = u.id AND a.stage_number = r.stage_number AND a.role = r.role AND a.aside
                   AND EXISTS (SELECT 1 FROM step_group o WHERE o.upgrade_id = u.id AND o.unit = COALESCE(a.goes_with, a.unit) AND o.open > 0)), '[]'),
            'batches', r.batches, 'over', r.over)
            ORDER BY r.first, r.number)
          FROM (SELECT g.name, b.stage_number, b.role, min(b.first) AS first, min(b.unit) AS number, count(*) FILTER (WHERE b.cut_from IS NULL) AS batches,
                       count(*) FILTER (WHERE b.open = 0 AND b.cut_from IS NULL) AS over,
                       array_agg(b.at_once ORDER BY b.first) AS at_once, max(b.failures) AS failures
                  FROM (SELECT b.unit, b.stage_number, b.role, b.at_once, b.failures, b.cut_from,
                               min(h.number) AS first, sum(h.open) AS open
                          FROM batch b JOIN step_group h ON h.upgrade_id = b.upgrade_id AND h.unit = COALESCE(b.goes_with, b.unit)
                         WHERE b.upgrade_id = u.id
                         GROUP BY b.unit, b.stage_number, b.role, b.at_once, b.failures, b.cut_from) b
                  JOIN stage g ON g.upgrade_id = u.id AND g.number = b.stage_number
                 GROUP BY g.name, b.stage_number, b.role) r), '[]'),
    -- nodes that are set aside, where nothing else is left to be done before the upgrade goes on
    'held_by', COALESCE((SELECT json_agg(DISTINCT n.name ORDER BY n.name)
          FROM dead_letter d JOIN step s ON s.id = d.step_id CROSS JOIN LATERAL unnest(d.node_names) AS n (name)
         WHERE d.upgrade_id = u.id AND u.status = 'failed' AND d.status = 'open' AND s.status = 'dead'
           AND NOT EXISTS (SELECT 1 FROM holding h WHERE h.upgrade_id = u.id)), '[]'),
    'open_dead_letters', (SELECT count(*) FROM dead_letter d WHERE d.upgrade_id = u.id AND d.status = 'open'),
    'approval', gate.approval, 'window', opening."window", 'unknown_step', strange.unknown_step,
    -- the first step that can't be undone and was let act
    'point_of_no_return', (SELECT json_build_object('at', s.started_at, 'stage', s.stage, 'name', s.name, 'why', s.irreversible)
          FROM step s
         WHERE s.upgrade_id = u.id AND s.undoes IS NULL AND s.irreversible IS NOT NULL AND s.acted
         ORDER BY s.started_at, s.id LIMIT 1),
    -- several nodes may prove the same
    'proof', COALESCE((SELECT json_agg(p.sentence ORDER BY p.first) FROM (
         SELECT e.value AS sentence, min(s.id) AS first
           FROM step s CROSS JOIN LATERAL jsonb_each_text(s.results) e
          WHERE s.upgrade_id = u.id AND e.key LIKE 'proof.%' AND s.status = 'succeeded'
          GROUP BY e.value) p), '[]'))::text
  FROM upgrade u
  LEFT JOIN LATERAL (
        SELECT json_build_object('step_id', s.id, 'stage', s.stage, 'since', s.started_at, 'message', s.message) AS approval
          FROM step s
         WHERE s.upgrade_id = u.id AND s.status = 'waiting' AND s.wake_on = 'approval'
         ORDER BY s.id
         LIMIT 1) gate ON true
  LEFT JOIN LATERAL (
        SELECT json_build_object('step_id', s.id, 'stage', s.stage, 'since', s.started_at, 'until', s.wake_at, 'message', s.message) AS "window"
          FROM step s
         WHERE s.upgrade_id = u.id AND s.status = 'waiting' AND s.wake_on = 'window'
         LIMIT 1) opening ON true
  LEFT JOIN LATERAL (
        -- a message to a server that was just started may be under way
        SELECT json_build_object('step_id', n.id, 'stage', n.stage, 'name', n.name, 'since', n.queued_at) AS unknown_step
          FROM nobody_can_run n
         WHERE n.upgrade_id = u.id AND n.queued_at < :now - interval '6 seconds'
         LIMIT 1) strange ON true
  LEFT JOIN LATERAL (
        -- a group that is under way counts with what is left of it; what takes no time has only waited
        SELECT sum(GREATEST(0, longest * pace.factor - COALESCE(extract(epoch FROM :now - begun), 0))) FILTER (WHERE open > 0)
                   AS left_seconds
          FROM (SELECT groups.*,
                       LEAST(10, GREATEST(0.01, COALESCE(
                           sum(extract(epoch FROM over - begun)) FILTER (WHERE open = 0 AND over >= begun AND longest > 0) OVER ()
                               / NULLIF(sum(longest) FILTER (WHERE open = 0 AND over >= begun AND longest > 0) OVER (), 0), 1))) AS factor
                  FROM (SELECT g.number, g.open, max(s.estimate_seconds) AS longest, min(s.started_at) AS begun,
                               max(s.finished_at) AS over
                  FROM step_group g JOIN step s ON s.upgrade_id = g.upgrade_id AND s.group_number = g.number
                 WHERE g.upgrade_id = u.id AND (u.ends_as IS NULL OR s.undoes IS NOT NULL) GROUP BY g.number, g.open) groups) pace) t ON true
 WHERE :upgrade::bigint IS NULL OR u.id = :upgrade
 ORDER BY u.id DESC
 LIMIT COALESCE(:limit::integer, 100) OFFSET :offset::integer
