-- Nodes that go through their groups together: how many of the role may be away at once since they were cut.
CREATE TABLE batch (
    upgrade_id   bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    unit         integer NOT NULL,
    stage_number integer NOT NULL,
    role         text NOT NULL,
    at_once      integer NOT NULL,
    nodes        integer[] NOT NULL,
    PRIMARY KEY (upgrade_id, unit)
);

-- What a plan was made of. Batches that have not begun are cut again from it: the cloud has changed since.
CREATE TABLE plan_input (
    upgrade_id bigint PRIMARY KEY REFERENCES upgrade ON DELETE CASCADE,
    cloud      jsonb NOT NULL,
    options    jsonb NOT NULL,
    parameters jsonb NOT NULL
);

-- Batches that are cut again may be more than before: what comes after them moves.
ALTER TABLE step
    DROP CONSTRAINT step_upgrade_id_group_number_fkey,
    ADD FOREIGN KEY (upgrade_id, group_number) REFERENCES step_group ON UPDATE CASCADE;
