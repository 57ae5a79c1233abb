create table upgrade_relation (
    id serial primary key,
    orig_cluster_id integer not null unique,
    seed_cluster_id integer not null unique
)
