update node_nic_interfaces set parent_id = null where node_id = :node_id
