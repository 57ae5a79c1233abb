-- What the commands of a step print and how its phases end, a row a line: masked, made visible, cut. It is for people; nothing is decided
-- by it. Ids are given in the order of commits, since writers take turns.
CREATE TABLE step_output (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upgrade_id bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    step_id    bigint NOT NULL REFERENCES step ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    node       integer,
    attempt    integer NOT NULL,
    phase      text NOT NULL CHECK (phase IN ('check', 'act', 'verify', 'undo')),
    text       text NOT NULL,
    -- so many lines were removed where this row is now; 0: it is a line itself
    removed    bigint NOT NULL DEFAULT 0
);

CREATE INDEX step_output_of_upgrade ON step_output (upgrade_id, id);
CREATE INDEX step_output_of_step ON step_output (step_id, id);

-- Which text a script had that ran in a step: SHA-256 of it with all its parts.
CREATE TABLE step_script (
    upgrade_id bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    stage      text NOT NULL,
    step       text NOT NULL,
    script     text NOT NULL,
    sha256     text NOT NULL,
    octane     text NOT NULL,
    first_at   timestamptz NOT NULL,
    PRIMARY KEY (upgrade_id, stage, step, script, sha256, octane)
);
