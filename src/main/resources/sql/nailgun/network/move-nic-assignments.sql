update net_nic_assignments set network_id = :target
where network_id = :source and interface_id in (select id from node_nic_interfaces where node_id = :node_id)
