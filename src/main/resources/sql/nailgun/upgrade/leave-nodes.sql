-- Nodes whose turn never came: they are as they were.
update nodes set status = 'ready'
where cluster_id = :cluster_id and status::text = 'upgrade' and pending_release_id is not null
