-- A cast that was asked for over REST while Astute had another task; no step comes back for it, so it waits in its row.
ALTER TABLE astute_cast DROP CONSTRAINT astute_cast_status_check;

ALTER TABLE astute_cast ADD CONSTRAINT astute_cast_status_check
    CHECK (status IN ('waiting', 'intent', 'sent', 'running', 'ready', 'error'));
