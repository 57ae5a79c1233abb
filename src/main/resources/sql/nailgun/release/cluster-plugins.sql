-- Plugins of a cluster with the releases they are made for; since Fuel 8.0 with whether they are enabled.
select row_to_json(r)
from (
    select cp.*, p.name, p.releases
    from cluster_plugins cp join plugins p on p.id = cp.plugin_id
    where cp.cluster_id = :cluster_id
    order by cp.id
) as r
