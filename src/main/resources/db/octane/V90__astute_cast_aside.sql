-- Nobody waits for it any more and nobody can tell whether it runs: it holds up no other cast, and is looked after until its end
-- is known.
ALTER TABLE astute_cast ADD COLUMN aside boolean NOT NULL DEFAULT false;

DROP INDEX astute_cast_in_flight;

CREATE UNIQUE INDEX astute_cast_in_flight ON astute_cast ((true))
    WHERE status IN ('intent', 'sent', 'running') AND NOT aside;
