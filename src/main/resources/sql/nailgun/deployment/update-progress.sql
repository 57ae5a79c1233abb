UPDATE tasks
SET progress = greatest(coalesce(progress, 0), :progress)
WHERE cluster_id = :cluster AND name::text = 'update' AND status::text IN ('running', 'pending')
