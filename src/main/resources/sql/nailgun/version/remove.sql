delete from octane_cluster_settings where cluster_id = :cluster_id
