-- Nothing is changed by it: nobody waits until it is on the disk.
SELECT set_config('synchronous_commit', 'off', true), pg_notify(:channel, '')
