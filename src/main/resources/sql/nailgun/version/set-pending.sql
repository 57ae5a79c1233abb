update clusters set pending_release_id = cast(:release_id as integer) where id = :cluster_id
