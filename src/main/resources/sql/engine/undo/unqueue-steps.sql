-- Queued but never begun.
UPDATE step s SET status = 'pending', queued_at = NULL
 WHERE upgrade_id = :upgrade AND status = 'queued' AND started_at IS NULL AND undoes IS NULL
