-- Of which cluster another was the seed, by the last upgrade that is closed. In Octane's own database.
select orig_cluster_id from octane.closed_relation where seed_cluster_id = :seed order by closed_at desc limit 1
