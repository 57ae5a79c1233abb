-- Waits for the end of a call with the same key that still runs. A row written now instead would do so too, but readers of
-- events wait for every transaction that has written something, and a call may ask many nodes first.
SELECT pg_advisory_xact_lock(7236, hashtext(:key))::text
