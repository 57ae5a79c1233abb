-- Waits for the end of a call with the same key that still runs. A row written now instead would do so too, but a call may ask
-- many nodes first, and an open transaction that has written something keeps dead rows from being removed.
-- The call may take longer between two statements than others may.
SELECT set_config('idle_in_transaction_session_timeout', '60s', true), pg_advisory_xact_lock(7236, hashtext(:key))::text
