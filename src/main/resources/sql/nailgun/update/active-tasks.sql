-- What waits for Astute is no reason to refuse: as Nailgun itself has it.
SELECT name::text FROM tasks WHERE cluster_id = :cluster AND status::text = 'running'
