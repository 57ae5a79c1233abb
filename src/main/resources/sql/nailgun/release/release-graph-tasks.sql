select task.id
from deployment_graph_tasks task join release_deployment_graphs graph on graph.deployment_graph_id = task.deployment_graph_id
where graph.release_id = :release_id and graph.type = :type
order by task.id
