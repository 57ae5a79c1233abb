package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.schema.Dump;
import org.octane.nailgun.schema.NailgunSchema;
import org.springframework.jdbc.core.JdbcTemplate;

class SchemaTest {

    private static final String COLUMNS =
            """
            select table_name || '.' || column_name || ' ' || udt_name || coalesce('/' || character_maximum_length, '')
                || ' ' || is_nullable || ' ' || coalesce(column_default, '')
            from information_schema.columns
            where table_schema = 'public'
            """;

    private static final String ENUMS =
            """
            select t.typname || ' ' || string_agg(e.enumlabel, ',' order by e.enumsortorder)
            from pg_type t join pg_enum e on e.enumtypid = t.oid
            group by t.typname
            """;

    private static final String CONSTRAINTS =
            """
            select distinct conrelid::regclass || ' ' || pg_get_constraintdef(oid)
            from pg_constraint
            where contype in ('p', 'f', 'u') and connamespace = 'public'::regnamespace
            """;

    @Test
    void theEmbeddedTablesAreThoseOfTheRealNailgun() {
        var dump = "nailgun-7.0-schema.sql.gz";
        assumeThat(NailgunDatabase.hasShared(dump)).isTrue();
        var real = NailgunDatabase.empty();
        Dump.load(real, NailgunDatabase.shared(dump));
        var embedded = NailgunDatabase.sample();
        var tables = new JdbcTemplate(embedded)
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'public' "
                                + "and table_type = 'BASE TABLE' and table_name not like 'flyway%'",
                        String.class);
        for (var table : tables) {
            for (var query : Set.of(COLUMNS, CONSTRAINTS)) {
                assertThat(of(embedded, query, table + "[. ]"))
                        .as(table)
                        .isNotEmpty()
                        .isEqualTo(of(real, query, table + "[. ]"));
            }
        }
        assertThat(of(real, ENUMS, "")).containsAll(of(embedded, ENUMS, ""));
    }

    @Test
    void theRelationIsAViewWhereTheExtensionHasItsTable() {
        var database = NailgunDatabase.sample();
        NailgunSchema.ensure(database);
        var jdbc = new JdbcTemplate(database);
        jdbc.execute("insert into upgrade_relation (orig_cluster_id, seed_cluster_id) values (1, 2)");
        assertThat(jdbc.queryForObject("select count(*) from cluster_upgrade_relations", Integer.class))
                .isOne();
    }

    @Test
    void theRelationIsATableWhereThereIsNone() {
        var database = NailgunDatabase.sample();
        var jdbc = new JdbcTemplate(database);
        jdbc.execute("drop table cluster_upgrade_relations cascade");
        NailgunSchema.ensure(database);
        NailgunSchema.ensure(database);
        jdbc.execute("insert into upgrade_relation (orig_cluster_id, seed_cluster_id) values (1, 2)");
    }

    private static Set<String> of(DataSource database, String query, String prefix) {
        var found = new TreeSet<String>();
        new JdbcTemplate(database)
                .queryForList(query, String.class).stream()
                        .filter(line -> prefix.isEmpty() || line.split("(?<=[. ])", 2)[0].matches(prefix))
                        .forEach(found::add);
        return found;
    }
}
