-- All that waited for a deployment of the cluster, whichever nodes it had.
DELETE FROM cluster_changes WHERE cluster_id = :cluster
