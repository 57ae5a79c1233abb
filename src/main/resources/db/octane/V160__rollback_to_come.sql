-- Upgrades that are rolled back one after the other: this one begins once the one before it is rolled back.
CREATE TABLE rollback_to_come (
    upgrade_id bigint PRIMARY KEY REFERENCES upgrade ON DELETE CASCADE,
    after_upgrade_id bigint NOT NULL UNIQUE REFERENCES upgrade ON DELETE CASCADE,
    to_stage text NOT NULL,
    accept_irreversible boolean NOT NULL,
    actor text NOT NULL
);
