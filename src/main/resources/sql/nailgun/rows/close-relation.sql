-- In Octane's own database.
insert into octane.closed_relation (orig_cluster_id, seed_cluster_id, closed_at)
select :original, :seed, now()
where not exists (
    select 1 from octane.closed_relation where orig_cluster_id = :original and seed_cluster_id = :seed
)
