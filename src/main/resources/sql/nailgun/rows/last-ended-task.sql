-- How the cluster's last task of that name ended; nothing if none has.
select status::text from tasks
where cluster_id = :cluster_id and name::text = :name and status::text not in ('running', 'pending')
order by id desc
limit 1
