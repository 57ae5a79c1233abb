-- Later releases of Nailgun have pending, too.
select name::text from tasks where cluster_id = :cluster_id and status::text in ('running', 'pending')
