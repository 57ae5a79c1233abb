INSERT INTO probe_target (upgrade_id, name, kind, address, from_node, last_at, samples, answered, total_paused)
VALUES (:upgrade, :name, :kind, :address, :node::integer, :last, :samples, :answered, :paused)
ON CONFLICT (upgrade_id, name) DO UPDATE
   SET kind = :kind, address = :address, from_node = :node::integer, last_at = :last, samples = :samples, answered = :answered,
       total_paused = :paused
