-- Open tasks that show another upgrade than the one with this uuid.
select id from tasks
where cluster_id = :cluster_id and name::text = 'deploy' and substr(uuid, 15, 1) = '3' and uuid <> :uuid
    and status::text in ('running', 'pending')
order by id
