SELECT DISTINCT n.node FROM step s CROSS JOIN LATERAL unnest(s.nodes) AS n (node) WHERE s.upgrade_id = :upgrade
