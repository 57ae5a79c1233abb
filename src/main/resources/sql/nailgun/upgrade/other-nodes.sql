select id from nodes where cluster_id = :cluster_id and not 'controller' = any (roles || pending_roles) order by id
