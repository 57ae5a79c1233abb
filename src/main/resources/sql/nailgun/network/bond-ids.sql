select id from node_bond_interfaces where node_id = :node_id order by id
