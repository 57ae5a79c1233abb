SELECT g.*
FROM network_groups g
LEFT JOIN nodegroups ng ON ng.id = g.group_id
WHERE ng.cluster_id = :cluster OR g.name = 'fuelweb_admin'
ORDER BY g.id
