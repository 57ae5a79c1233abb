select row_to_json(v) from octane_cluster_settings v
where v.cluster_id = :cluster_id and v.release_id = :release_id
