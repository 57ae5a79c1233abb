update nodes set release_id = :first, pending_release_id = :next where cluster_id = :cluster_id
