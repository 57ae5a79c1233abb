-- Plugins of a cluster with the releases they are made for.
select cp.id, cp.plugin_id, p.name, p.releases
from cluster_plugins cp join plugins p on p.id = cp.plugin_id
where cp.cluster_id = :cluster_id
order by cp.id
