INSERT INTO upgrade (name, strategy, status, original_cluster_id, seed_cluster_id, release_id, actor, created_at, started_at)
VALUES (:name, :strategy, 'running', :original, :seed, :release, :actor, :now, :now)
RETURNING id
