-- Tasks of the clusters that have not come to their end; later releases of Nailgun have pending, too.
select 'task ' || id || ' ' || name::text || ' of cluster ' || cluster_id || ', ' || status::text
from tasks
where cluster_id in (:clusters) and status::text in ('running', 'pending')
order by id
