SELECT pg_advisory_xact_lock(7239, mod(:upgrade::bigint, 2147483647)::integer)::text
