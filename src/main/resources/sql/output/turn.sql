-- Until the commit nobody else writes lines: a reader who goes on after the last id misses none.
SELECT pg_advisory_xact_lock(hashtext('octane.step_output'))
