-- What Octane has added to this database, so that all of it, and nothing else, can be taken away again.
create table octane_additions (
    id serial primary key,
    addition text not null unique
)
