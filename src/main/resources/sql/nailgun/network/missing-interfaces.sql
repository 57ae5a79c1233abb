-- Names of the interfaces that a node uses and a server lacks.
select distinct m.name
from node_nic_interfaces m
where m.node_id = :model
    and (m.parent_id is not null or exists (select 1 from net_nic_assignments where interface_id = m.id))
    and not exists (select 1 from node_nic_interfaces s where s.node_id = :server and s.name = m.name)
order by m.name
