-- Addresses of nodes and VIPs; whole rows, since what names a VIP has another name in each version of Nailgun.
SELECT row_to_json(a)
  FROM (SELECT i.*, g.name AS network_name, g.gateway, n.cluster_id
          FROM ip_addrs i
          JOIN network_groups g ON g.id = i.network
          LEFT JOIN nodegroups n ON n.id = g.group_id
         ORDER BY i.id) a
