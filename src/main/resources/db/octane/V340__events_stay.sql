-- What has happened is kept as it was told. Its position alone is given later (sql/engine/view/number-events.sql).
CREATE TRIGGER only_added
    BEFORE DELETE OR UPDATE OF id, upgrade_id, step_id, at, actor, kind, status, attempt, message ON octane.event
    FOR EACH ROW EXECUTE FUNCTION octane.refuse_change();
