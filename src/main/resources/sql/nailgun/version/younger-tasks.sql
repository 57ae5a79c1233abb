-- Tasks of a cluster in upgrade that are younger than the upgrade; those that only look are left out.
select t.id, t.uuid, t.name::text as name, t.status::text as status
from tasks t
where t.cluster_id = :cluster_id
    and t.id > (select coalesce(max(last_task), 0) from octane_cluster_settings where cluster_id = :cluster_id)
    and t.name::text !~ '^(check_|verify_|multicast_|dump|capacity_log)'
order by t.id
