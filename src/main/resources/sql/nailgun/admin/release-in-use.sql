select exists (select 1 from clusters where release_id = :id)
