update net_bond_assignments set network_id = :target
where network_id = :source and bond_id in (select id from node_bond_interfaces where node_id = :node_id)
