delete from upgrade_relation where seed_cluster_id = :seed
