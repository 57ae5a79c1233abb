select volumes from volume_manager_node_volumes where node_id = :node_id
