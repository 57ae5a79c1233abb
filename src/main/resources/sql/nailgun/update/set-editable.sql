UPDATE attributes SET editable = :editable WHERE cluster_id = :cluster
