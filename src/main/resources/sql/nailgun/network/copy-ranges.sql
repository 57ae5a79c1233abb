-- Ranges of an original's networks for those of its seed with the same name in the node group of the same name.
insert into ip_addr_ranges (network_group_id, first, last)
select target.id, r.first, r.last
from ip_addr_ranges r
    join network_groups source on source.id = r.network_group_id
    join nodegroups source_group on source_group.id = source.group_id
    join nodegroups target_group on target_group.name = source_group.name and target_group.cluster_id = :seed
    join network_groups target on target.group_id = target_group.id and target.name = source.name
where source_group.cluster_id = :original
order by r.id
