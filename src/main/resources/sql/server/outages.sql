-- For how long what is probed gave no answer, up to the last probe, in upgrades that are not over, and in the newest one. Of what has
-- never answered no outage can be measured.
SELECT 'octane.api.outage' AS figure, target.upgrade_id::text AS first, target.name AS second,
       COALESCE(sum(EXTRACT(EPOCH FROM COALESCE(outage.to_at, target.last_at) - outage.from_at)), 0)::float8 AS value
  FROM probe_target AS target
  LEFT JOIN probe_interval AS outage
    ON outage.upgrade_id = target.upgrade_id AND outage.target = target.name AND outage.kind = 'down'
 WHERE target.answered > 0
   AND target.upgrade_id IN (SELECT id FROM upgrade
                                WHERE status IN ('planned', 'running', 'paused', 'failed', 'rolling-back')
                                   OR id = (SELECT max(id) FROM upgrade))
 GROUP BY target.upgrade_id, target.name
