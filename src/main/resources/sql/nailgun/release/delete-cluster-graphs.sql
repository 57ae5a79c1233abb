delete from deployment_graphs
where id in (select deployment_graph_id from cluster_deployment_graphs where cluster_id = :cluster_id)
