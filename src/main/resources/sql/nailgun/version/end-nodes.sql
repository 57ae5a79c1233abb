update nodes set release_id = null, pending_release_id = null where cluster_id = :cluster_id
