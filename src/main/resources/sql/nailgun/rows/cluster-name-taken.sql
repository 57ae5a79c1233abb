select exists (select 1 from clusters where name = :name)
