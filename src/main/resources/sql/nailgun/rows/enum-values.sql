select e.enumlabel
from pg_type t
    join pg_enum e on e.enumtypid = t.oid
    join pg_namespace n on n.oid = t.typnamespace
where n.nspname = current_schema() and t.typname = :type
order by e.enumsortorder
