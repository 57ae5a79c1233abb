-- Virtual addresses of a cluster: those of no node in its networks.
select row_to_json(r)
from (
    select a.*, g.name as network_name
    from ip_addrs a
        join network_groups g on g.id = a.network
        join nodegroups ng on ng.id = g.group_id
    where ng.cluster_id = :cluster_id and a.node is null
    order by a.id
) as r
