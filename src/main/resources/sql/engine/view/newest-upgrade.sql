SELECT max(id) FROM upgrade WHERE original_cluster_id = :cluster AND strategy IN (:strategies)
