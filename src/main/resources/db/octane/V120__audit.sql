-- Who did what. Rows are only added: the trigger holds for the owner of the schema too, as whom the server logs in.
CREATE TABLE octane.audit (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  text        NOT NULL,
    source text        NOT NULL,
    via    text        NOT NULL CHECK (via IN ('rest', 'cli', 'browser', 'amqp')),
    action text        NOT NULL,
    target text        NOT NULL,
    status integer     NOT NULL,
    detail text        NOT NULL
);

CREATE FUNCTION octane.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only added, never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON octane.audit
    FOR EACH ROW EXECUTE FUNCTION octane.refuse_change();

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON octane.audit
    FOR EACH STATEMENT EXECUTE FUNCTION octane.refuse_change();
