-- Servers of two releases work on this database while one takes over from the other. A release is known by its schema number, that of its
-- newest migration. Null: a server of a release before this one, which tells nothing of itself.
ALTER TABLE instance
    ADD COLUMN release       text,
    ADD COLUMN schema_number integer,
    -- the steps that it can run
    ADD COLUMN steps         text[];

-- The oldest schema number whose servers know what the row means; it is for others to claim. 0: planned by a release before this one.
ALTER TABLE step ADD COLUMN needs integer NOT NULL DEFAULT 0;

-- A release before this one, asked to take back what a later one has planned, does not say what the steps of the way back need.
CREATE FUNCTION need_as_undone() RETURNS trigger LANGUAGE plpgsql SET search_path = octane AS $$
BEGIN
    NEW.needs := (SELECT needs FROM step WHERE id = NEW.undoes);
    RETURN NEW;
END $$;

CREATE TRIGGER step_undoes BEFORE INSERT ON step
    FOR EACH ROW WHEN (NEW.undoes IS NOT NULL AND NEW.needs = 0) EXECUTE PROCEDURE need_as_undone();

-- What was claimable, whoever asks.
CREATE VIEW may_run AS
SELECT s.id
  FROM step s
  JOIN upgrade u ON u.id = s.upgrade_id
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
 WHERE CASE WHEN u.status IN ('running', 'rolling-back')
            THEN u.ends_as IS NULL OR s.undoes IS NOT NULL OR g.goes_on OR s.started_at IS NOT NULL
            ELSE s.started_at IS NOT NULL AND s.name <> 'wait-for-turn' AND u.status IN ('paused', 'failed', 'aborted') END;

-- Releases before this one ask no more than this: they may know neither the steps of later plans nor what their rows mean.
CREATE OR REPLACE VIEW claimable AS
SELECT s.id FROM step s JOIN may_run m ON m.id = s.id WHERE s.needs < 270;

-- Queued, and of the servers that are there none can run them. One that tells nothing of itself may run what it may claim; where no server
-- has a row nothing is known.
CREATE VIEW nobody_can_run AS
SELECT s.id, s.upgrade_id, s.stage, s.name, s.needs, s.queued_at
  FROM step s
  JOIN may_run m ON m.id = s.id
 WHERE s.status = 'queued'
   AND EXISTS (SELECT 1 FROM instance WHERE lease_until >= now())
   AND NOT EXISTS (SELECT 1 FROM instance i
                    WHERE i.lease_until >= now()
                      AND CASE WHEN i.schema_number IS NULL THEN s.needs < 270
                               ELSE s.needs <= i.schema_number AND s.name = ANY (i.steps) END);

-- Who has a lower schema number can't work on this database any more.
CREATE TABLE oldest_server (
    schema_number integer NOT NULL
);
CREATE UNIQUE INDEX oldest_server_one ON oldest_server ((true));
INSERT INTO oldest_server VALUES (0);

-- For a migration that older servers can't live with, as its first statement: SELECT require_servers(NUMBER OF THE MIGRATION). While one of
-- them works the migration fails, with all others that were to be made with it. What is under way is left to newer servers, so that an
-- older one that was away, and doesn't know, finds nothing to claim.
CREATE FUNCTION require_servers(number integer) RETURNS void LANGUAGE plpgsql SET search_path = octane AS $$
DECLARE
    older text;
BEGIN
    -- servers take their rows one after the other, see server/instance/turn.sql
    PERFORM pg_advisory_xact_lock(7238, 0);
    SELECT string_agg(name, ', ' ORDER BY name) INTO older
      FROM instance WHERE lease_until >= now() AND COALESCE(schema_number, 0) < number;
    IF older IS NOT NULL THEN
        RAISE EXCEPTION 'Servers older than schema number % work on this database: %', number, older USING ERRCODE = 'OC001';
    END IF;
    UPDATE oldest_server SET schema_number = GREATEST(schema_number, number);
    UPDATE step SET needs = number WHERE needs < number AND status NOT IN ('succeeded', 'skipped', 'undone');
END $$;

CREATE FUNCTION refuse_older_server() RETURNS trigger LANGUAGE plpgsql SET search_path = octane AS $$
DECLARE
    oldest integer := (SELECT schema_number FROM oldest_server);
BEGIN
    IF COALESCE(NEW.schema_number, 0) < oldest THEN
        RAISE EXCEPTION 'A newer release has changed this database so that it needs servers of schema % or newer', oldest
              USING ERRCODE = 'OC002';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER instance_is_new_enough BEFORE INSERT OR UPDATE ON instance
    FOR EACH ROW EXECUTE PROCEDURE refuse_older_server();
