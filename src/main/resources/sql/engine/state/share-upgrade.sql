-- Who ends a step takes this before anything else, any number of them at a time; who has the upgrade has it alone. So nobody waits for an
-- upgrade with a step or a group that somebody wants who has it.
SELECT pg_advisory_xact_lock_shared(7239, mod(:upgrade::bigint, 2147483647)::integer)::text
