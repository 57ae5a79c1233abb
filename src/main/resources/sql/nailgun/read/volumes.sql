-- One row for a node that exists, whether its disks are known or not.
select n.id as node_id, v.volumes
from nodes n left join volume_manager_node_volumes v on v.node_id = n.id
where n.id = cast(:#${header.node_id} as integer)
