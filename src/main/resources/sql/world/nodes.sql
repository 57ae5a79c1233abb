-- Nodes with their disks; whole rows, since primary roles have another name in each version of Nailgun.
SELECT row_to_json(n)
  FROM (SELECT n.*, v.volumes
          FROM nodes n
          LEFT JOIN volume_manager_node_volumes v ON v.node_id = n.id
         ORDER BY n.id) n
