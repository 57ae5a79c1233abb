-- Interfaces of a node and then its bonds, with the networks they carry; no row if there is no such node.
select row_to_json(r)
from (
    select nic.*, 'ether' as type, release.version as release_version, coalesce((
            select json_agg(network)
            from (select g.id, g.name from net_nic_assignments a join network_groups g on g.id = a.network_id
                where a.interface_id = nic.id order by g.id) as network
        ), '[]') as assigned_networks
    from node_nic_interfaces nic
        join nodes node on node.id = nic.node_id
        left join clusters cluster on cluster.id = node.cluster_id
        left join releases release on release.id = cluster.release_id
    where nic.node_id = cast(:#${header.node_id} as integer)
    order by nic.name
) as r
union all
select row_to_json(r)
from (
    select bond.*, 'bond' as type, release.version as release_version, coalesce((
            select json_agg(row_to_json(slave))
            from (select * from node_nic_interfaces where parent_id = bond.id order by name) as slave
        ), '[]') as slaves, coalesce((
            select json_agg(network)
            from (select g.id, g.name from net_bond_assignments a join network_groups g on g.id = a.network_id
                where a.bond_id = bond.id order by g.id) as network
        ), '[]') as assigned_networks
    from node_bond_interfaces bond
        join nodes node on node.id = bond.node_id
        left join clusters cluster on cluster.id = node.cluster_id
        left join releases release on release.id = cluster.release_id
    where bond.node_id = cast(:#${header.node_id} as integer)
    order by bond.name
) as r
