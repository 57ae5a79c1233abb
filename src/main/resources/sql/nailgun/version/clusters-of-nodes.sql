select distinct cluster_id from nodes where id in (:nodes)
