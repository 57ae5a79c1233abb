package org.octane.scenario;

import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The world's PostgreSQL, read beside Octane: Nailgun's tables in schema public, Octane's own in schema octane. */
public final class Database {

    private final JdbcTemplate sql;

    Database(Properties world) {
        var source = new PGSimpleDataSource();
        source.setUrl(world.getProperty("postgres.url"));
        source.setUser(world.getProperty("postgres.user"));
        source.setPassword(world.getProperty("postgres.password"));
        sql = new JdbcTemplate(source);
    }

    public JdbcTemplate sql() {
        return sql;
    }

    List<String> tables() {
        return sql.queryForList(
                "SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_schema IN ('public', 'octane') AND table_type = 'BASE TABLE' ORDER BY 1",
                String.class);
    }

    /** What a call may change: that it was made is noted in the audit, also if it is refused, and the server says all the while that it lives. */
    private List<String> changeable() {
        return tables().stream()
                .filter(table -> !List.of("octane.audit", "octane.instance").contains(table))
                .toList();
    }

    /** How many rows each table has. */
    List<String> counts() {
        return ofEachTable("SELECT '%1$s ' || count(*) FROM %1$s");
    }

    /** What every table holds, in short. */
    List<String> contents() {
        return ofEachTable(
                "SELECT '%1$s ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '')"
                        + " FROM %1$s t");
    }

    private List<String> ofEachTable(String statement) {
        return sql.queryForList(
                changeable().stream().map(statement::formatted).collect(Collectors.joining(" UNION ALL "))
                        + " ORDER BY 1",
                String.class);
    }

    /** All rows of a table as text. */
    String text(String table) {
        return String.join("\n", sql.queryForList("SELECT t::text FROM " + table + " t", String.class));
    }
}
