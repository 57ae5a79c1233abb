select row_to_json(c) from clusters c where c.id = :cluster_id
