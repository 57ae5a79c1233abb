select r.id, r.node_attributes from releases r join clusters c on c.release_id = r.id where c.id = :cluster_id
