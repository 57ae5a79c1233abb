insert into volume_manager_node_volumes (node_id, volumes) values (:node_id, :volumes)
