create view upgrade_relation as select id, orig_cluster_id, seed_cluster_id from cluster_upgrade_relations
