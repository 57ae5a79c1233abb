-- A cluster with the one whose seed it is.
select c.id, c.name, c.release_id, c.mode, c.status, r.orig_cluster_id, c.status::text = 'upgrade' as in_upgrade
from clusters c left join upgrade_relation r on r.seed_cluster_id = c.id
where c.id = :id
