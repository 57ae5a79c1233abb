select quote_ident(pg_get_userbyid(t.typowner))
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where n.nspname = current_schema() and t.typname = :type
