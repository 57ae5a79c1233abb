select row_to_json(p) from cluster_plugins p where p.cluster_id = :cluster_id order by p.plugin_id
