SELECT name
FROM nodes
WHERE cluster_id = :cluster
    AND (status::text IN ('error', 'deploying') OR NOT online AND error_type::text IN ('deploy', 'provision'))
ORDER BY id
