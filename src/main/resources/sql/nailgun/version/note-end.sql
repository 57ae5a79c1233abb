update octane_cluster_settings set last_task = null, former_status = null where cluster_id = :cluster_id
