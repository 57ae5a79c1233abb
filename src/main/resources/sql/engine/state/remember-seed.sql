UPDATE upgrade SET seed_cluster_id = :seed WHERE id = :upgrade AND seed_cluster_id IS NULL
