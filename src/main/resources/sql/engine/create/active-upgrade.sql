-- The upgrade that an original cluster is in; while there is one, there is no second.
SELECT id
FROM upgrade
WHERE original_cluster_id = :original AND status IN ('planned', 'running', 'paused', 'failed', 'rolling-back')
