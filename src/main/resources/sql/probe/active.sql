SELECT id, original_cluster_id, status = 'running' AS runs FROM upgrade WHERE status IN ('running', 'paused', 'failed', 'rolling-back') ORDER BY id
