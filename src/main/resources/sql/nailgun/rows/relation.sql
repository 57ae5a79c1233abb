select orig_cluster_id, seed_cluster_id
from upgrade_relation
where orig_cluster_id = :cluster_id or seed_cluster_id = :cluster_id
