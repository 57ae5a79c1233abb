-- The controller on which Nailgun does first what is done on one alone.
select id from nodes where cluster_id = :cluster_id and 'controller' = any (primary_tags)
