-- Networks of a cluster, those of its node groups first, then the admin network that all clusters share.
select row_to_json(r)
from (
    select g.*, ng.name as group_name, coalesce((
            select json_agg(json)
            from (select array_to_json(array[first, last]) as json from ip_addr_ranges
                where network_group_id = g.id order by id) as ranges
        ), '[]') as ip_ranges
    from network_groups g left join nodegroups ng on ng.id = g.group_id
    where ng.cluster_id = :cluster_id or g.group_id is null
    order by g.group_id is null, g.id
) as r
