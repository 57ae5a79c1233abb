package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.nailgun.schema.Dump;
import org.octane.nailgun.schema.Migration;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class MigrationTest {

    /** The embedded database, and those of real Nailguns; none has been Octane's yet. */
    static Stream<String> databases() {
        return Stream.concat(
                Stream.of("embedded"),
                Stream.of("7.0-from-6.1", "8.0-from-6.1", "9.2-from-6.1", "8.0", "9.2")
                        .map("nailgun-%s-sample.sql.gz"::formatted));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatWasAddedIsTakenAwayAgain(String name) throws SQLException {
        for (var together : List.of(true, false)) {
            var database = database(name);
            var catalog = CatalogText.of(database);
            var contents = NailgunDatabase.contents(database);
            try (var connection = database.getConnection()) {
                var migration = new Migration(new SingleConnectionDataSource(connection, true), together);
                var missing = migration.missing();
                assertThat(missing)
                        .contains(
                                "value cluster_status upgrade", "value node_status upgrade", "column nodes.release_id")
                        .doesNotContain("value notif_topic done");
                assertThat(missing.contains("column clusters.pending_release_id"))
                        .isEqualTo(name.startsWith("nailgun-9"));
                assertThat(migration.apply()).isEqualTo(missing).isEqualTo(migration.added());
                assertThat(migration.missing()).isEmpty();
                assertThat(migration.apply()).isEmpty();
                NailgunSchema.check(database);
                assertThat(CatalogText.of(database)).containsAll(withoutEnums(catalog));

                assertThat(migration.undo()).isEqualTo(missing);
            }
            assertThat(CatalogText.of(database)).isEqualTo(catalog);
            assertThat(NailgunDatabase.contents(database)).isEqualTo(contents);
        }
    }

    @Test
    void aRowThatUsesAnAdditionKeepsIt() throws SQLException {
        var database = NailgunDatabase.sample();
        var jdbc = new JdbcTemplate(database);
        try (var connection = database.getConnection()) {
            var migration = new Migration(connection);
            migration.apply();
            var catalog = CatalogText.of(database);
            jdbc.execute("update clusters set status = 'upgrade_error'");
            jdbc.execute("update nodes set pending_release_id = 4 where id < 3");
            jdbc.execute("insert into release_orchestrator_data (release_id, repo_metadata, puppet_manifests_source,"
                    + " puppet_modules_source) values (4, '{}', '', '')");
            assertThatThrownBy(migration::undo)
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Rows use what would be taken away: column nodes.pending_release_id (2 rows); table"
                            + " release_orchestrator_data (1 row); value cluster_status upgrade_error in"
                            + " clusters.status (1 row). Nothing was changed.");
            assertThat(CatalogText.of(database)).isEqualTo(catalog);
            jdbc.execute("update clusters set status = 'operational'");
            jdbc.execute("update nodes set pending_release_id = null");
            jdbc.execute("delete from release_orchestrator_data");
            assertThat(migration.undo()).isNotEmpty();
        }
    }

    @Test
    void aMigrationThatWasCutOffGoesOn() throws SQLException {
        var database = NailgunDatabase.sample();
        var catalog = CatalogText.of(database);
        try (var connection = database.getConnection()) {
            var apart = new Migration(new SingleConnectionDataSource(connection, true), false);
            // A lock keeps the last addition away, when values are there already.
            try (var other = database.getConnection()) {
                other.setAutoCommit(false);
                other.createStatement().execute("lock table nodes in access share mode");
                connection.createStatement().execute("set lock_timeout = '100ms'");
                assertThatThrownBy(apart::apply).hasMessageContaining("lock timeout");
            }
            assertThat(apart.missing()).contains("column nodes.release_id").doesNotContain("value node_status upgrade");
            apart.apply();
            assertThat(apart.missing()).isEmpty();
            apart.undo();
        }
        assertThat(CatalogText.of(database)).isEqualTo(catalog);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters add column surprise text", "nodes rename column roles to parts"})
    void anUnknownNailgunIsLeftAlone(String change) {
        var database = NailgunDatabase.sample();
        new JdbcTemplate(database).execute("alter table " + change);
        var catalog = CatalogText.of(database);
        assertThatThrownBy(() -> NailgunSchema.ensure(database))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        change.startsWith("clusters")
                                ? "Octane does not know: clusters.surprise."
                                : "It misses: nodes.roles. Octane does not know: nodes.parts.");
        assertThat(CatalogText.of(database)).isEqualTo(catalog);
    }

    @Test
    void anEmptyDatabaseIsNoNailguns() {
        assertThatThrownBy(() -> NailgunSchema.ensure(NailgunDatabase.empty()))
                .hasMessageContaining("table clusters, ");
    }

    private static DataSource database(String name) {
        if (name.equals("embedded")) {
            return NailgunDatabase.sample();
        }
        var dump = NailgunDatabase.required(name);
        var database = NailgunDatabase.empty();
        Dump.load(database, dump);
        return database;
    }

    private static TreeSet<String> withoutEnums(TreeSet<String> catalog) {
        var rest = new TreeSet<>(catalog);
        rest.removeIf(line -> line.startsWith("enum "));
        return rest;
    }
}
