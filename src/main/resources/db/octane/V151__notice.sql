-- What people have to be told who don't look: a row in the commit of what it tells of, whoever makes that.
CREATE TABLE notice (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('dead-letter', 'paused', 'ended')),
    upgrade_id     bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    dead_letter_id bigint REFERENCES dead_letter ON DELETE CASCADE,
    status         text NOT NULL,
    message        text,
    at             timestamptz NOT NULL,
    attempts       integer NOT NULL DEFAULT 0,
    -- nobody sends it before; who sends it holds it until then
    next_at        timestamptz NOT NULL DEFAULT now(),
    sent_at        timestamptz,
    given_up_at    timestamptz
);

CREATE INDEX notice_due ON notice (next_at) WHERE sent_at IS NULL AND given_up_at IS NULL;

CREATE FUNCTION notice_of_dead_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO octane.notice (kind, upgrade_id, dead_letter_id, status, message, at)
    VALUES ('dead-letter', NEW.upgrade_id, NEW.id, 'failed', NEW.cause, NEW.created_at);
    RETURN NULL;
END
$$;

CREATE TRIGGER tells AFTER INSERT ON dead_letter FOR EACH ROW EXECUTE FUNCTION notice_of_dead_letter();

CREATE FUNCTION notice_of_upgrade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO octane.notice (kind, upgrade_id, status, message, at)
    VALUES (CASE NEW.status WHEN 'paused' THEN 'paused' ELSE 'ended' END, NEW.upgrade_id, NEW.status, NEW.message, NEW.at);
    RETURN NULL;
END
$$;

-- Whoever pauses an upgrade knows of it; Octane itself pauses one that goes on only when a person says so.
CREATE TRIGGER tells AFTER INSERT ON event FOR EACH ROW
    WHEN (NEW.kind = 'upgrade' AND (NEW.status IN ('succeeded', 'aborted', 'rolled-back')
                                    OR NEW.status = 'paused' AND NEW.actor IN ('engine', 'probe')))
    EXECUTE FUNCTION notice_of_upgrade();
