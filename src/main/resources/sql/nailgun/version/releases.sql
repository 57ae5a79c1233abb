select release_id from octane_cluster_settings where cluster_id = :cluster_id order by id
