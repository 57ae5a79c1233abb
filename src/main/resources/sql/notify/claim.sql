-- The oldest one that is due, held for as long as sending may take.
UPDATE notice
   SET attempts = attempts + 1, next_at = clock_timestamp() + make_interval(secs => :hold)
 WHERE id = (SELECT id FROM notice
              WHERE sent_at IS NULL AND given_up_at IS NULL AND next_at <= clock_timestamp()
              ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, attempts, at < clock_timestamp() - make_interval(secs => :longest) AS stale,
    (SELECT json_build_object(
        'id', notice.id,
        'kind', notice.kind,
        'at', notice.at,
        'status', notice.status,
        'message', notice.message,
        'upgrade', json_build_object(
            'id', upgrade.id, 'name', upgrade.name, 'strategy', upgrade.strategy, 'status', upgrade.status,
            'original_cluster_id', upgrade.original_cluster_id),
        'dead_letter', (SELECT json_build_object(
            'id', letter.id, 'status', letter.status, 'step_id', letter.step_id, 'stage', step.stage, 'step', step.name,
            'nodes', letter.node_names, 'cause', letter.cause, 'remedy', letter.remedy)
            FROM dead_letter AS letter JOIN step ON step.id = letter.step_id WHERE letter.id = notice.dead_letter_id))
       FROM upgrade WHERE upgrade.id = notice.upgrade_id)::text AS body
