-- The upgrade that an original cluster is in; while there is one, there is no second. One that is being taken back waits for no
-- retry of what went forward.
SELECT id, strategy, CASE WHEN ends_as IS NULL THEN status ELSE 'rolling-back' END AS status, release_id
FROM upgrade
WHERE original_cluster_id = :original AND status IN ('planned', 'running', 'paused', 'failed', 'rolling-back')
