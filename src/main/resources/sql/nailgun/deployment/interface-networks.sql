SELECT a.interface_id AS interface, a.network_id AS network
FROM net_nic_assignments a
JOIN node_nic_interfaces i ON i.id = a.interface_id
WHERE i.node_id IN (:nodes)
