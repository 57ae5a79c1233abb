-- Addresses of nodes in the management network.
select a.node, a.ip_addr
from ip_addrs a
    join network_groups g on g.id = a.network
where g.name = 'management' and a.node in (:nodes)
order by a.id
