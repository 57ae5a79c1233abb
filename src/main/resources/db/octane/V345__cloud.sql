-- Of which cloud these upgrades are. Two clouds may have come to one database by an oversight, whose addresses are spelt differently: servers
-- of the one would work on nodes of the other. The first server says which; those of others are refused.
CREATE TABLE cloud (
    -- empty: the only one of a server, which has no name
    name  text NOT NULL,
    since timestamptz NOT NULL,
    -- there is one row
    one   boolean PRIMARY KEY DEFAULT true CHECK (one)
);
