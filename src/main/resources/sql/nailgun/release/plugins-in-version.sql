-- Plugins of a cluster with all that is known of them.
select row_to_json(r)
from (
    select cp.*, p.name, p.version, p.releases
    from cluster_plugins cp join plugins p on p.id = cp.plugin_id
    where cp.cluster_id = :cluster_id
    order by cp.plugin_id
) as r
