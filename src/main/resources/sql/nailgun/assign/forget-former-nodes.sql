-- In Octane's own database.
delete from octane.former_node where seed_cluster_id = :seed
