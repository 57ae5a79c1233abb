delete from cluster_changes where node_id = :node_id
