insert into upgrade_relation (orig_cluster_id, seed_cluster_id) values (:original, :seed)
