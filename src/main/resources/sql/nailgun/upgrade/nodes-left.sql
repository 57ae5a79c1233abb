select id from nodes
where cluster_id = :cluster_id and pending_release_id is not null and not 'controller' = any (roles || pending_roles)
order by id
