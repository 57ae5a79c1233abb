-- Not every release of Nailgun has a column that tells the default one.
select row_to_json(g) from nodegroups g where cluster_id = :cluster_id order by id
