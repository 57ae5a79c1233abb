-- What Nailgun thinks of a cluster.
select status::text from clusters where id = :cluster
