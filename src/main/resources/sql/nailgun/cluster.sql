select id, name, release_id, mode, status from clusters where id = :id
