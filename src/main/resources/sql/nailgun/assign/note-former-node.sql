-- In Octane's own database. A node that is assigned is the original's: whatever was noted before is of an attempt that
-- came to nothing, or of one that was taken back.
insert into octane.former_node (seed_cluster_id, node_id, former)
values (:seed, :node_id, cast(:former as jsonb))
on conflict (seed_cluster_id, node_id) do update set former = excluded.former
