-- Whether what the cloud's users need answers while an upgrade runs: one instance probes, and keeps the times without an answer.
CREATE TABLE probe_lease (
    upgrade_id bigint PRIMARY KEY REFERENCES upgrade ON DELETE CASCADE,
    owner      text NOT NULL,
    until      timestamptz NOT NULL
);

CREATE TABLE probe_target (
    upgrade_id   bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    name         text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('http', 'tcp', 'ping')),
    address      text NOT NULL,
    -- null: the server
    from_node    integer,
    last_at      timestamptz NOT NULL,
    samples      bigint NOT NULL,
    answered     bigint NOT NULL,
    -- the upgrade was paused since all its outages were longer than they may be
    total_paused boolean NOT NULL DEFAULT false,
    PRIMARY KEY (upgrade_id, name)
);

-- down: from the first probe without an answer to the next with one. unknown: nobody could probe.
CREATE TABLE probe_interval (
    upgrade_id bigint NOT NULL,
    target     text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('down', 'unknown')),
    from_at    timestamptz NOT NULL,
    to_at      timestamptz,
    -- the step that had begun last when it began
    step_id    bigint REFERENCES step ON DELETE SET NULL,
    -- the upgrade was paused since this one is longer than it may be
    paused     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (upgrade_id, target, from_at, kind),
    FOREIGN KEY (upgrade_id, target) REFERENCES probe_target ON DELETE CASCADE
);
