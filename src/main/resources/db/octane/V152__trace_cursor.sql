-- Up to which event spans are sent: one row, which the instance that sends them has locked.
CREATE TABLE trace_cursor (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    event  bigint NOT NULL
);
