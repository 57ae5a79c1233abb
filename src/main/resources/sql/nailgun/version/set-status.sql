update clusters set status = cast(:status as cluster_status) where id = :cluster_id
