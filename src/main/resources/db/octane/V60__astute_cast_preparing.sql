-- A cast that is noted before Nailgun's rows are committed that ask for it: a death in between leaves an order that is
-- carried out once those rows are there, and dropped if they never come.
ALTER TABLE astute_cast DROP CONSTRAINT astute_cast_status_check;

ALTER TABLE astute_cast ADD CONSTRAINT astute_cast_status_check
    CHECK (status IN ('preparing', 'waiting', 'intent', 'sent', 'running', 'ready', 'error'));
