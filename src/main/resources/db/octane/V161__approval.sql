ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CHECK (kind IN ('dead-letter', 'approval', 'paused', 'ended'));

CREATE FUNCTION notice_of_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO octane.notice (kind, upgrade_id, status, message, at)
    VALUES ('approval', NEW.upgrade_id, 'waiting', NEW.message, clock_timestamp());
    RETURN NULL;
END
$$;

CREATE TRIGGER tells AFTER UPDATE ON step FOR EACH ROW
    WHEN (NEW.status = 'waiting' AND NEW.wake_on = 'approval' AND OLD.wake_on IS DISTINCT FROM NEW.wake_on)
    EXECUTE FUNCTION notice_of_approval();
