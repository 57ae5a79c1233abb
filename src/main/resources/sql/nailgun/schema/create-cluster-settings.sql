-- Settings of clusters by release, while a cluster goes from one release to another: Nailgun's own tables hold one version only.
-- Columns are JSON as text, as in Nailgun's tables. A release of which there is a version can't be deleted.
create table octane_cluster_settings (
    id serial primary key,
    cluster_id integer not null references clusters (id) on delete cascade,
    release_id integer not null references releases (id),
    cluster text not null,
    editable text not null,
    generated text not null,
    vmware text,
    plugins text not null,
    node_groups text not null,
    networks text not null,
    parameters text not null,
    vips text not null,
    volumes text not null,
    former_status text,
    last_task integer,
    unique (cluster_id, release_id)
)
