-- Tasks of the clusters that have not come to their end; later releases of Nailgun have pending, too. What shows an upgrade of
-- Octane's own (version 3 of its uuid) follows that and holds up nobody.
select 'task ' || id || ' ' || name::text || ' of cluster ' || cluster_id || ', ' || status::text
from tasks
where cluster_id in (:clusters) and status::text in ('running', 'pending')
    and not (substr(uuid, 15, 1) = '3' and name::text in ('deploy', 'deployment'))
order by id
