package org.octane.nailgun;

import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The catalog of a database as lines, without what names nothing: object ids. */
final class CatalogText {

    private static final List<String> QUERIES = List.of(
            """
            select format('column %s.%s #%s %s %s default %s', c.relname, a.attname,
                row_number() over (partition by c.oid order by a.attnum), format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then 'not null' end, pg_get_expr(d.adbin, d.adrelid))
            from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'v')
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
            """,
            """
            select format('enum %s %s of %s', t.typname, string_agg(e.enumlabel, ',' order by e.enumsortorder),
                pg_get_userbyid(t.typowner))
            from pg_type t join pg_enum e on e.enumtypid = t.oid group by t.oid, t.typname, t.typowner
            """,
            """
            select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint where connamespace = 'public'::regnamespace
            """,
            "select 'index ' || indexdef from pg_indexes where schemaname = 'public'",
            """
            select format('relation %s %s of %s %s', relkind, relname, pg_get_userbyid(relowner), relacl)
            from pg_class where relnamespace = 'public'::regnamespace
            """,
            "select format('view %s %s', viewname, definition) from pg_views where schemaname = 'public'",
            """
            select format('trigger %s %s', tgrelid::regclass, pg_get_triggerdef(oid)) from pg_trigger
            where not tgisinternal
            """,
            """
            select format('type %s', typname) from pg_type
            where typnamespace = 'public'::regnamespace and typtype = 'e'
            """);

    private CatalogText() {}

    static TreeSet<String> of(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        var lines = new TreeSet<String>();
        QUERIES.forEach(query -> lines.addAll(jdbc.queryForList(query, String.class)));
        return lines;
    }
}
