-- Each step on each node of the batches.
SELECT s.name || ' ' || n.node AS deed
  FROM step s CROSS JOIN LATERAL unnest(s.nodes) AS n (node)
 WHERE n.node IN (:nodes) AND s.upgrade_id = :upgrade AND s.group_number BETWEEN :first AND :last
