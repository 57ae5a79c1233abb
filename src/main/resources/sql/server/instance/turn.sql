-- Of servers that start at the same moment one looks after the other has its row.
SELECT pg_advisory_xact_lock(7238, 0)::text
