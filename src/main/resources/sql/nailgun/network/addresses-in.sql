-- Addresses of nodes in the networks of one name.
select a.node, a.ip_addr
from ip_addrs a
    join network_groups g on g.id = a.network
where g.name = :network and a.node in (:nodes)
order by a.id
