update volume_manager_node_volumes set volumes = :volumes where node_id = :node_id
