-- In Octane's own database.
select former::text from octane.former_node where seed_cluster_id = :seed and node_id = :node_id
