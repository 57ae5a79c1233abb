-- An upgrade follows a plan; the plan's stages have groups of steps; the steps of one group run at the same time.
CREATE TABLE upgrade (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name                text NOT NULL,
    strategy            text NOT NULL,
    status              text NOT NULL CHECK (status IN
        ('planned', 'running', 'paused', 'failed', 'succeeded', 'aborted', 'rolling-back', 'rolled-back')),
    original_cluster_id integer NOT NULL,
    seed_cluster_id     integer,
    release_id          integer NOT NULL,
    actor               text NOT NULL,
    message             text,
    created_at          timestamptz NOT NULL,
    started_at          timestamptz,
    finished_at         timestamptz
);

-- Two upgrades of one cluster at once would tear it apart.
CREATE UNIQUE INDEX upgrade_one_active_per_cluster ON upgrade (original_cluster_id)
    WHERE status IN ('planned', 'running', 'paused', 'failed', 'rolling-back');

CREATE TABLE stage (
    upgrade_id       bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    number           integer NOT NULL,
    name             text NOT NULL,
    title            text NOT NULL,
    estimate_seconds integer NOT NULL,
    PRIMARY KEY (upgrade_id, number)
);

-- A group may start when all groups it comes after have no step open; counted, so that a thousand nodes cost no more than one.
CREATE TABLE step_group (
    upgrade_id bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    number     integer NOT NULL,
    after      integer[] NOT NULL,
    open       integer NOT NULL CHECK (open >= 0),
    PRIMARY KEY (upgrade_id, number)
);

CREATE TABLE step (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upgrade_id       bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    stage_number     integer NOT NULL,
    group_number     integer NOT NULL,
    stage            text NOT NULL,
    name             text NOT NULL,
    title            text NOT NULL,
    nodes            integer[] NOT NULL,
    parameters       jsonb NOT NULL,
    uses             jsonb NOT NULL,
    undo             text,
    irreversible     text,
    estimate_seconds integer NOT NULL,
    timeout_seconds  integer NOT NULL,
    max_attempts     integer NOT NULL,
    status           text NOT NULL CHECK (status IN
        ('pending', 'queued', 'running', 'waiting', 'succeeded', 'failed', 'dead', 'skipped', 'undone')),
    phase            text CHECK (phase IN ('check', 'act', 'verify', 'undo')),
    -- grows with a failure that is tried again
    attempt          integer NOT NULL DEFAULT 1,
    -- grows with every claim; only its holder may write
    fence            bigint NOT NULL DEFAULT 0,
    owner            text,
    lease_until      timestamptz,
    queued_at        timestamptz,
    wake_on          text,
    wake_at          timestamptz,
    -- when this attempt has to be over
    deadline_at      timestamptz,
    started_at       timestamptz,
    finished_at      timestamptz,
    message          text,
    results          jsonb NOT NULL DEFAULT '{}',
    FOREIGN KEY (upgrade_id, group_number) REFERENCES step_group
);

CREATE INDEX step_of_group ON step (upgrade_id, group_number);
CREATE INDEX step_waiting ON step (wake_at) WHERE status = 'waiting';
CREATE INDEX step_waiting_on ON step (wake_on) WHERE status = 'waiting' AND wake_on IS NOT NULL;
CREATE INDEX step_leased ON step (lease_until) WHERE status = 'running';
CREATE INDEX step_queued ON step (queued_at) WHERE status = 'queued';

-- Every change of state, kept for audit.
CREATE TABLE event (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upgrade_id bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    step_id    bigint REFERENCES step ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    actor      text NOT NULL,
    kind       text NOT NULL,
    status     text NOT NULL,
    attempt    integer,
    message    text,
    -- readers wait for older transactions, so that none of their events is skipped
    written_in bigint NOT NULL DEFAULT txid_current()
);

CREATE INDEX event_of_upgrade ON event (upgrade_id, id);

-- Written in the transaction of the change it tells of; sent and deleted by the relay.
CREATE TABLE outbox (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    body  text NOT NULL
);

CREATE TABLE dead_letter (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upgrade_id bigint NOT NULL REFERENCES upgrade ON DELETE CASCADE,
    step_id    bigint NOT NULL REFERENCES step ON DELETE CASCADE,
    attempts   integer NOT NULL,
    exit_code  integer,
    output     text NOT NULL,
    cause      text NOT NULL,
    remedy     text NOT NULL,
    status     text NOT NULL CHECK (status IN ('open', 'retried', 'discarded')),
    created_at timestamptz NOT NULL,
    closed_at  timestamptz
);

CREATE UNIQUE INDEX dead_letter_one_open_per_step ON dead_letter (step_id) WHERE status = 'open';

-- The answer to a call that carried an Idempotency-Key, committed with what the call changed.
CREATE TABLE idempotency (
    key        text PRIMARY KEY,
    call       text NOT NULL,
    answer     text NOT NULL,
    created_at timestamptz NOT NULL
);

-- Pinned on first contact; node 0 is the Fuel master.
CREATE TABLE host_key (
    node      integer PRIMARY KEY,
    key       text NOT NULL,
    pinned_at timestamptz NOT NULL DEFAULT now()
);

-- What Nailgun's relation said, once an upgrade is closed and the seed may be upgraded again.
CREATE TABLE closed_relation (
    orig_cluster_id integer NOT NULL,
    seed_cluster_id integer PRIMARY KEY,
    closed_at       timestamptz NOT NULL DEFAULT now()
);
