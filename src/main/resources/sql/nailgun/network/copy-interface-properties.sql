update node_nic_interfaces s
set interface_properties = m.interface_properties, offloading_modes = m.offloading_modes
from node_nic_interfaces m
where s.node_id = :server and m.node_id = :model and m.name = s.name
