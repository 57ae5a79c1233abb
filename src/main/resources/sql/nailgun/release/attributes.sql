select cluster_id, editable, generated from attributes where cluster_id = :cluster_id
