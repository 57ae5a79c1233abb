-- Plugins of a cluster with the releases they are made for and the tasks they bring; since Fuel 8.0 with whether they are
-- enabled. Since Fuel 9.0 a plugin has no deployment tasks of its own, but graphs.
select row_to_json(r)
from (
    select cp.*, p.name, p.releases, p.tasks, row_to_json(p) ->> 'deployment_tasks' as deployment_tasks
    from cluster_plugins cp join plugins p on p.id = cp.plugin_id
    where cp.cluster_id = :cluster_id
    order by cp.id
) as r
