-- The admin network belongs to no node group, and the master is no row of nodes.
select a.ip_addr
from ip_addrs a join network_groups g on g.id = a.network
where g.group_id is null and a.node is null
order by a.id
