SELECT json_build_object(
    'id', id, 'upgrade_id', upgrade_id, 'stage', stage, 'name', name, 'title', title, 'nodes', to_json(nodes),
    'status', status, 'phase', phase, 'attempt', attempt, 'max_attempts', max_attempts, 'message', message,
    'wake_on', CASE WHEN status = 'waiting' THEN wake_on END,
    -- nobody looks by himself at what waits for a person
    'wake_at', CASE WHEN status = 'waiting' AND wake_on IS DISTINCT FROM 'approval' THEN wake_at END,
    'deadline_at', CASE WHEN status IN ('queued', 'running') OR status = 'waiting' AND wake_on IS DISTINCT FROM 'approval'
                        THEN deadline_at END,
    'started_at', started_at, 'finished_at', finished_at, 'undoes', undoes, 'results', results)::text
  FROM step
 WHERE upgrade_id = :upgrade
   AND (:step::bigint IS NULL OR id = :step)
   AND (:status::text IS NULL OR status = :status)
   AND (:stage::text IS NULL OR stage = :stage)
   AND (:node::integer IS NULL OR :node = ANY (nodes))
 ORDER BY group_number, id
 LIMIT :limit::integer OFFSET :offset::integer
