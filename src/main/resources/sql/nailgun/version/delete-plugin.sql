delete from cluster_plugins where id = :id
