select a.node, coalesce(nullif(n.hostname, ''), 'node-' || n.id) as hostname, g.name, a.network, a.ip_addr
from ip_addrs a
    join nodes n on n.id = a.node
    join network_groups g on g.id = a.network
where n.cluster_id = :cluster_id
order by a.node, g.name, a.id
