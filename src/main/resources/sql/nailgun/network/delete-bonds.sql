delete from node_bond_interfaces where node_id = :node_id
