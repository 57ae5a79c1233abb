SELECT n.id, coalesce(nullif(n.hostname, ''), 'node-' || n.id) AS hostname, n.cluster_id, n.status::text AS status,
       array_to_string(coalesce(n.roles, '{}') || coalesce(n.pending_roles, '{}'), ' ') AS roles,
       lower(concat_ws(' ', n.mac, (SELECT string_agg(i.mac, ' ') FROM node_nic_interfaces i WHERE i.node_id = n.id))) AS macs
FROM nodes n
WHERE n.id IN (:nodes)
ORDER BY n.id
