select exists (
    select 1
    from plugin_deployment_graphs g join deployment_graph_tasks t on t.deployment_graph_id = g.deployment_graph_id
    where g.plugin_id = :plugin_id
)
