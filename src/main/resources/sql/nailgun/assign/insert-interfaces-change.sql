insert into cluster_changes (cluster_id, node_id, name) values (:cluster_id, :node_id, 'interfaces')
