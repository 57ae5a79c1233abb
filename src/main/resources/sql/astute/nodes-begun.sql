-- One that was never sent has erased nothing, yet nobody knows that for certain.
SELECT DISTINCT unnest(nodes) FROM astute_cast WHERE step_id = :step AND method = :method AND status <> 'preparing'
