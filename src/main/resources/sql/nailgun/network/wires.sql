-- The device, a NIC or a bond, that carries a network of a node, and the network's VLAN.
select g.name as network, i.name as device, g.vlan_start as vlan
from node_nic_interfaces i
    join net_nic_assignments a on a.interface_id = i.id
    join network_groups g on g.id = a.network_id
where i.node_id = :node and g.name in ('management', 'public')
union all
select g.name, b.name, g.vlan_start
from node_bond_interfaces b
    join net_bond_assignments a on a.bond_id = b.id
    join network_groups g on g.id = a.network_id
where b.node_id = :node and g.name in ('management', 'public')
order by network desc
