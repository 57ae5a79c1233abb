insert into net_nic_assignments (network_id, interface_id)
select :target, s.id
from net_nic_assignments a
    join node_nic_interfaces m on m.id = a.interface_id and m.node_id = :model
    join node_nic_interfaces s on s.name = m.name and s.node_id = :server
where a.network_id = :source
