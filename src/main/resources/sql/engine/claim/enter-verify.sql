-- A proof changes nothing: that it has begun is written for who looks, and nobody waits until it is on the disk.
WITH soon AS (SELECT set_config('synchronous_commit', 'off', true))
UPDATE step SET phase = 'verify' FROM soon WHERE id = :step AND fence = :fence AND status = 'running'
