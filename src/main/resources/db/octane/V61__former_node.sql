-- How nodes were in Nailgun's database before they were assigned to a seed: what the way back writes there again. No more
-- than the columns that an assignment changes.
CREATE TABLE former_node (
    seed_cluster_id integer NOT NULL,
    node_id         integer NOT NULL,
    former          jsonb NOT NULL,
    PRIMARY KEY (seed_cluster_id, node_id)
);
