-- All that is left to do was set aside, and waits for a person.
UPDATE upgrade u
   SET status = 'failed',
       message = (SELECT 'Nothing is left to do but what was set aside: ' || string_agg(DISTINCT n.name, ', ')
                         || '. Retry it, or skip it by name: octane dead-letters --upgrade ' || u.id
                    FROM dead_letter d CROSS JOIN LATERAL unnest(d.node_names) AS n (name)
                   WHERE d.upgrade_id = u.id AND d.status = 'open')
 WHERE u.id = :upgrade AND u.status = 'running' AND u.ends_as IS NULL
   AND EXISTS (SELECT 1 FROM step s WHERE s.upgrade_id = u.id AND s.status = 'dead')
   AND NOT EXISTS (SELECT 1 FROM step s WHERE s.upgrade_id = u.id AND s.status IN ('queued', 'running', 'waiting'))
RETURNING u.message
