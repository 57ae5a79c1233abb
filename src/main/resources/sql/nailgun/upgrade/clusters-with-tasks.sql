-- Version 3 of a uuid tells Octane's own tasks from Nailgun's.
select distinct cluster_id from tasks
where name::text = 'deploy' and substr(uuid, 15, 1) = '3' and status::text in ('running', 'pending') and cluster_id is not null
order by cluster_id
