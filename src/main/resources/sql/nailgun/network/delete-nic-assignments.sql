delete from net_nic_assignments
where interface_id in (select id from node_nic_interfaces where node_id = :node_id)
