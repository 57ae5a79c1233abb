-- Virtual addresses of a cluster, whose name is in vip_type up to 8.0 and in vip_name from 9.0 on, and the gateway
-- of their network.
select g.name as network, g.gateway, a.ip_addr, row_to_json(a) ->> 'vip_type' as type, row_to_json(a) ->> 'vip_name' as name
from ip_addrs a
    join network_groups g on g.id = a.network
    join nodegroups ng on ng.id = g.group_id
where ng.cluster_id = :cluster and a.node is null and g.name in ('management', 'public')
order by a.id
