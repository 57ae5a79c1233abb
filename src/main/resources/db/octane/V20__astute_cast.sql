-- What was cast to Astute. The message itself holds passwords: it is made anew from Nailgun's tables, never kept.
CREATE TABLE astute_cast (
    task_uuid uuid PRIMARY KEY,
    upgrade_id bigint NOT NULL,
    step_id bigint NOT NULL,
    attempt integer NOT NULL,
    method text NOT NULL,
    cluster_id integer NOT NULL,
    nodes integer[] NOT NULL,
    status text NOT NULL CHECK (status IN ('intent', 'sent', 'running', 'ready', 'error')),
    progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    error text,
    -- Nobody knows what became of it: no reply within the time.
    lost boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    running_at timestamptz,
    heard_at timestamptz NOT NULL,
    asked_at timestamptz,
    asked_uuid uuid UNIQUE,
    ended_at timestamptz,
    running_by timestamptz NOT NULL,
    ends_by timestamptz NOT NULL
);

-- Astute does one task at a time and burns its CPU on those that wait with it: they wait here.
CREATE UNIQUE INDEX astute_cast_in_flight ON astute_cast ((true)) WHERE status IN ('intent', 'sent', 'running');

CREATE INDEX astute_cast_step ON astute_cast (step_id, created_at);
