-- All figures at once. Steps and stages are those of upgrades that are not over, and of the newest one.
WITH shown AS MATERIALIZED (
    SELECT id, finished_at FROM upgrade
     WHERE status IN ('planned', 'running', 'paused', 'failed', 'rolling-back')
        OR id = (SELECT max(id) FROM upgrade)
), stage_steps AS MATERIALIZED (
    SELECT shown.id AS upgrade_id, shown.finished_at AS over_at, counted.*
      FROM shown CROSS JOIN LATERAL (
        SELECT stage, status, count(*) AS steps, min(started_at) AS began, max(finished_at) AS ended
          FROM step WHERE step.upgrade_id = shown.id GROUP BY stage, status) AS counted
), answered AS (
    SELECT DISTINCT ON (method) method, EXTRACT(EPOCH FROM running_at - sent_at) AS seconds
      FROM astute_cast WHERE sent_at IS NOT NULL AND running_at IS NOT NULL ORDER BY method, created_at DESC
), over AS (
    SELECT DISTINCT ON (method) method, EXTRACT(EPOCH FROM ended_at - sent_at) AS seconds
      FROM astute_cast WHERE sent_at IS NOT NULL AND ended_at IS NOT NULL ORDER BY method, created_at DESC
)
SELECT 'octane.steps' AS figure, status AS first, NULL AS second, sum(steps)::float8 AS value
  FROM stage_steps GROUP BY status
UNION ALL
SELECT 'octane.upgrades', status, NULL, count(*) FROM upgrade GROUP BY status
UNION ALL
-- A stage that goes on has taken the time until now; none goes on when its upgrade is over.
SELECT 'octane.stage.duration', upgrade_id::text, stage,
       EXTRACT(EPOCH FROM CASE WHEN bool_or(status IN ('pending', 'queued', 'running', 'waiting', 'failed', 'dead'))
                               THEN COALESCE(over_at, clock_timestamp()) ELSE max(ended) END - min(began))
  FROM stage_steps GROUP BY upgrade_id, over_at, stage HAVING min(began) IS NOT NULL
UNION ALL
SELECT 'octane.dead.letters', NULL, NULL, count(*) FROM dead_letter WHERE status = 'open'
UNION ALL
SELECT 'octane.leases', CASE WHEN lease_until < clock_timestamp() THEN 'overdue' ELSE 'held' END, NULL, count(*)
  FROM step WHERE status = 'running' GROUP BY 2
UNION ALL
SELECT 'octane.instances', NULL, NULL, count(*) FROM instance WHERE lease_until >= clock_timestamp()
UNION ALL
SELECT 'octane.outbox.messages', NULL, NULL, count(*) FROM outbox
UNION ALL
SELECT 'octane.outbox.oldest', NULL, NULL, COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - min(added_at)), 0) FROM outbox
UNION ALL
SELECT 'octane.events', NULL, NULL, COALESCE(max(id), 0) FROM event
UNION ALL
SELECT 'octane.astute.first.answer', method, NULL, seconds FROM answered
UNION ALL
SELECT 'octane.astute.task', method, NULL, seconds FROM over
UNION ALL
SELECT 'octane.astute.silence', method, NULL, EXTRACT(EPOCH FROM clock_timestamp() - heard_at)
  FROM astute_cast WHERE status IN ('sent', 'running')
UNION ALL
-- Given up counts for a day: nobody looks at older ones.
SELECT 'octane.notices', CASE WHEN given_up_at IS NULL THEN 'failing' ELSE 'given-up' END, NULL, count(*)
  FROM notice
 WHERE sent_at IS NULL AND given_up_at IS NULL AND attempts > 0 OR given_up_at > clock_timestamp() - interval '1 day'
 GROUP BY 2
