update node_nic_interfaces s
set parent_id = :copy
from node_nic_interfaces m
where s.node_id = :server and m.parent_id = :bond_id and m.name = s.name
