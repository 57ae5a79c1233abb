SELECT editable, generated FROM attributes WHERE cluster_id = :cluster
