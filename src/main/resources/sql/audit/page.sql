SELECT coalesce(json_agg(json_build_object(
           'id', id, 'at', at, 'actor', actor, 'source', source, 'via', via,
           'action', action, 'target', target, 'status', status, 'detail', detail) ORDER BY id DESC), '[]')::text
FROM (SELECT * FROM octane.audit WHERE id < :before ORDER BY id DESC LIMIT :limit) AS page
