-- A cluster with the one whose seed it is. That it is in upgrade is noted with its versions as well: whoever ends a task of its nodes
-- may write another status.
select c.id, c.name, c.release_id, c.mode, c.status, r.orig_cluster_id,
    c.status::text = 'upgrade' or exists (
        select 1 from octane_cluster_settings s where s.cluster_id = c.id and s.former_status is not null
    ) as in_upgrade
from clusters c left join upgrade_relation r on r.seed_cluster_id = c.id
where c.id = :id
