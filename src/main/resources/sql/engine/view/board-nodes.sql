-- Each node of an upgrade: how far it is, and the one of its steps that matters most now. Once there is a way back, only that
-- counts.
WITH own AS (
    SELECT n.node, s.id, s.stage, s.name, s.title, s.status, s.phase, s.attempt, s.max_attempts, s.message, s.started_at, s.wake_at,
           s.group_number,
           CASE s.status WHEN 'dead' THEN 0 WHEN 'running' THEN 1 WHEN 'waiting' THEN 2 WHEN 'queued' THEN 3 ELSE 9 END AS rank
      FROM step s
      JOIN upgrade u ON u.id = s.upgrade_id
     CROSS JOIN LATERAL unnest(s.nodes) AS n (node)
     WHERE s.upgrade_id = :upgrade AND (u.ends_as IS NULL OR s.undoes IS NOT NULL OR s.status IN ('running', 'waiting'))),
now AS (
    SELECT DISTINCT ON (node) * FROM own WHERE rank < 9 ORDER BY node, rank, group_number, id),
counts AS (
    SELECT node, count(*) AS steps, count(*) FILTER (WHERE status IN ('succeeded', 'skipped')) AS done,
           count(*) FILTER (WHERE status = 'dead') AS dead
      FROM own GROUP BY node)
SELECT COALESCE(json_agg(json_build_object(
        'node', c.node, 'steps', c.steps, 'done', c.done, 'dead', c.dead,
        'status', COALESCE(now.status, CASE WHEN c.done = c.steps THEN 'succeeded' ELSE 'pending' END),
        'step', CASE WHEN now.id IS NOT NULL THEN json_build_object(
            'id', now.id, 'stage', now.stage, 'name', now.name, 'title', now.title, 'status', now.status, 'phase', now.phase,
            'attempt', now.attempt, 'max_attempts', now.max_attempts, 'message', now.message, 'started_at', now.started_at,
            'wake_at', now.wake_at) END) ORDER BY c.node), '[]')::text
  FROM counts c
  LEFT JOIN now ON now.node = c.node
