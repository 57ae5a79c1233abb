INSERT INTO upgrade (name, strategy, status, original_cluster_id, seed_cluster_id, release_id, actor, created_at,
                     started_at, from_version, to_version, octane)
VALUES (:name, :strategy, 'running', :original, :seed, :release, :actor, :now, :now, :from, :to, :octane)
RETURNING id
