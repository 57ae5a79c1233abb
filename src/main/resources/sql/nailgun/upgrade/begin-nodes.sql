update nodes set status = 'upgrade'
where id in (:nodes) and cluster_id = :cluster_id and status::text = 'ready' and pending_release_id is not null
