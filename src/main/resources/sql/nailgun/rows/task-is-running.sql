-- Later releases of Nailgun have pending, too.
select exists (
    select 1 from tasks
    where cluster_id = :cluster_id and name::text = :name and status::text in ('running', 'pending')
)
