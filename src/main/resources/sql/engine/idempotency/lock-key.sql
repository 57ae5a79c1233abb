-- Waits for the end of a call with the same key that still runs. A row written now instead would do so too, but a call may ask
-- many nodes first, and an open transaction that has written something keeps dead rows from being removed.
SELECT pg_advisory_xact_lock(7236, hashtext(:key))::text
