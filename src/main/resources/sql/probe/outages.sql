-- An outage that goes on counts up to the last probe. What lies between two stages is in none.
WITH i AS (
    SELECT i.target, i.kind, i.from_at, i.to_at, COALESCE(i.to_at, t.last_at) AS ends_at, i.step_id,
           round(extract(epoch FROM COALESCE(i.to_at, t.last_at) - i.from_at) * 1000)::bigint AS ms
      FROM probe_interval i
      JOIN probe_target t ON t.upgrade_id = i.upgrade_id AND t.name = i.target
     WHERE i.upgrade_id = :upgrade),
g AS (
    SELECT s.stage, min(s.stage_number) AS number, min(s.started_at) AS from_at, max(COALESCE(s.finished_at, :now)) AS ends_at
      FROM step s
     WHERE s.upgrade_id = :upgrade AND s.started_at IS NOT NULL
     GROUP BY s.stage),
o AS (
    SELECT i.target, g.stage, g.number, sum(p.ms) AS total_ms, max(p.ms) AS longest_ms
      FROM i
      JOIN g ON g.from_at < i.ends_at AND g.ends_at > i.from_at
     CROSS JOIN LATERAL (SELECT round(extract(epoch FROM LEAST(i.ends_at, g.ends_at) - GREATEST(i.from_at, g.from_at)) * 1000)::bigint
                             AS ms) p
     WHERE i.kind = 'down'
     GROUP BY i.target, g.stage, g.number)
SELECT json_build_object('targets', COALESCE(json_agg(json_build_object(
    'name', t.name, 'kind', t.kind, 'address', t.address, 'from', COALESCE(t.from_node::text, 'server'),
    'state', CASE WHEN EXISTS (SELECT 1 FROM i WHERE i.target = t.name AND i.kind = 'down' AND i.to_at IS NULL) THEN 'down'
                  WHEN EXISTS (SELECT 1 FROM i WHERE i.target = t.name AND i.kind = 'unknown' AND i.to_at IS NULL) THEN 'unknown'
                  WHEN t.answered = 0 THEN 'not-seen'
                  ELSE 'up' END,
    'samples', t.samples, 'last_at', t.last_at,
    -- once the upgrade is over nobody asks any more
    'down_since', CASE WHEN u.status IN ('running', 'paused', 'failed', 'rolling-back')
                       THEN (SELECT min(i.from_at) FROM i WHERE i.target = t.name AND i.kind = 'down' AND i.to_at IS NULL) END,
    'longest_ms', COALESCE((SELECT max(i.ms) FROM i WHERE i.target = t.name AND i.kind = 'down'), 0),
    'total_ms', COALESCE((SELECT sum(i.ms) FROM i WHERE i.target = t.name AND i.kind = 'down'), 0),
    'unknown_ms', COALESCE((SELECT sum(i.ms) FROM i WHERE i.target = t.name AND i.kind = 'unknown'), 0),
    'by_stage', COALESCE((SELECT json_agg(json_build_object(
            'stage', o.stage, 'total_ms', o.total_ms, 'longest_ms', o.longest_ms) ORDER BY o.number)
          FROM o WHERE o.target = t.name), '[]'),
    'outages', COALESCE((SELECT json_agg(json_build_object(
            'from', i.from_at, 'to', i.to_at, 'stage', s.stage, 'step_id', i.step_id, 'step', s.name, 'ms', i.ms) ORDER BY i.from_at)
          FROM i LEFT JOIN step s ON s.id = i.step_id WHERE i.target = t.name AND i.kind = 'down'), '[]'),
    'unknown', COALESCE((SELECT json_agg(json_build_object('from', i.from_at, 'to', i.to_at, 'ms', i.ms) ORDER BY i.from_at)
          FROM i WHERE i.target = t.name AND i.kind = 'unknown'), '[]')
    ) ORDER BY t.name <> 'api', t.name), '[]'))::text
  FROM probe_target t
  JOIN upgrade u ON u.id = t.upgrade_id
 WHERE t.upgrade_id = :upgrade
