SELECT EXISTS (SELECT 1 FROM tasks WHERE uuid = :uuid AND status::text IN ('pending', 'running'))
