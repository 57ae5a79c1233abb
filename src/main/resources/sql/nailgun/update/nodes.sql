-- With whatever columns Nailgun's release has.
SELECT row_to_json(n)::text FROM nodes n WHERE cluster_id = :cluster ORDER BY id
