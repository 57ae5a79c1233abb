create table release_orchestrator_data (
    id serial primary key,
    release_id integer not null references releases (id) on delete cascade,
    repo_metadata text not null,
    puppet_manifests_source text not null,
    puppet_modules_source text not null
)
