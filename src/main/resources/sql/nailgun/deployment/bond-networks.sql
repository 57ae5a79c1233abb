SELECT a.bond_id AS interface, a.network_id AS network
FROM net_bond_assignments a
JOIN node_bond_interfaces b ON b.id = a.bond_id
WHERE b.node_id IN (:nodes)
