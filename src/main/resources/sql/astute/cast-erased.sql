-- One that was never sent has erased nothing, yet nobody knows that for certain.
SELECT EXISTS (
    SELECT 1 FROM astute_cast
    WHERE method = :method AND upgrade_id >= :upgrade AND step_id <> :step AND nodes && :nodes
        AND status <> 'preparing')
