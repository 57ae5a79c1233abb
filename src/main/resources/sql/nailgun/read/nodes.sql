-- Nodes with the networks they are wired to: one; or those of a cluster, of no cluster (empty), or all. All wires are
-- looked up at once: Nailgun's tables have no index that would find those of one node.
select row_to_json(r)
from (
    select n.*, w.wires, c.release_id as release_of_cluster
    from nodes n left join clusters c on c.id = n.cluster_id left join (
        select wire.node_id, json_agg(wire order by wire.admin, wire.network, wire.address) as wires
        from (
            select i.node_id, g.name, g.cidr, g.vlan_start as vlan, g.gateway, i.name as dev, a.ip_addr as ip,
                g.group_id is null as admin, g.id as network, g.id, a.id as address
            from (
                select nic.node_id, assigned.network_id, nic.name
                from net_nic_assignments assigned join node_nic_interfaces nic on nic.id = assigned.interface_id
                union all
                select bond.node_id, assigned.network_id, bond.name
                from net_bond_assignments assigned join node_bond_interfaces bond on bond.id = assigned.bond_id
            ) as i
                join network_groups g on g.id = i.network_id
                left join ip_addrs a on a.node = i.node_id and a.network = g.id
        ) as wire
        group by wire.node_id
    ) as w on w.node_id = n.id
    where (cast(:#${header.node_id} as integer) is null or n.id = cast(:#${header.node_id} as integer))
        and (cast(:#${header.cluster_id} as text) is null
            or coalesce(n.cluster_id::text, '') = cast(:#${header.cluster_id} as text))
    order by n.id
    limit cast(:#${header.limit} as integer) offset cast(:#${header.offset} as integer)
) as r
