select exists (select 1 from clusters where pending_release_id = :id)
