-- Columns of tables with this type, and their defaults.
select quote_ident(c.relname) as table_name, quote_ident(a.attname) as column_name,
    pg_get_expr(d.adbin, d.adrelid) as column_default
from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_type t on t.oid = a.atttypid and t.typnamespace = n.oid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where t.typname = :type and not a.attisdropped
order by c.relname, a.attnum
