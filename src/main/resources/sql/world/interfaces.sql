-- Each NIC once for each network on it, once with no network if it has none.
SELECT row_to_json(i)
  FROM (SELECT i.node_id, i.name, i.mac, g.name AS network_name, g.vlan_start
          FROM node_nic_interfaces i
          LEFT JOIN net_nic_assignments a ON a.interface_id = i.id
          LEFT JOIN network_groups g ON g.id = a.network_id
         ORDER BY i.node_id, i.name, g.id) i
