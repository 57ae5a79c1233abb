SELECT status::text FROM tasks WHERE uuid = :uuid
