-- Nodes with the networks they are wired to: one; or those of a cluster, of no cluster (empty), or all.
select row_to_json(r)
from (
    select n.*, (
        select json_agg(wire)
        from (
            select g.name, g.cidr, g.vlan_start as vlan, g.gateway, i.name as dev, a.ip_addr as ip
            from (
                select interface_id, network_id, name
                from net_nic_assignments join node_nic_interfaces nic on nic.id = interface_id
                where nic.node_id = n.id
                union all
                select bond_id, network_id, name
                from net_bond_assignments join node_bond_interfaces bond on bond.id = bond_id
                where bond.node_id = n.id
            ) as i
            join network_groups g on g.id = i.network_id
            left join ip_addrs a on a.node = n.id and a.network = g.id
            order by g.group_id is null, g.id, a.id
        ) as wire
    ) as wires
    from nodes n
    where (cast(:#${header.node_id} as integer) is null or n.id = cast(:#${header.node_id} as integer))
        and (cast(:#${header.cluster_id} as text) is null
            or coalesce(n.cluster_id::text, '') = cast(:#${header.cluster_id} as text))
    order by n.id
) as r
