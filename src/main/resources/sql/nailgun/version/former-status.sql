select former_status from octane_cluster_settings where cluster_id = :cluster_id order by id limit 1
