-- Tables with a foreign key to clusters, and its column; the nodes themselves are left out.
select c.conrelid::regclass::text, quote_ident(a.attname)
from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'f' and c.confrelid = 'clusters'::regclass and c.conrelid <> 'nodes'::regclass
    and c.confdeltype = 'a'
order by 1
