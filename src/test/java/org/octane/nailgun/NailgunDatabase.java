package org.octane.nailgun;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.octane.TestPostgres;
import org.octane.nailgun.schema.Dump;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** Databases of Nailgun for tests, each a copy of its own. */
public final class NailgunDatabase {

    private static final String SAMPLE_CLOUD = "the sample cloud";
    private static final DataSource SAMPLE = TestPostgres.nailgun();

    static {
        addClosedRelations(SAMPLE);
    }

    private NailgunDatabase() {}

    /** The embedded sample cloud. */
    static DataSource sample() {
        return copy(SAMPLE);
    }

    /** An empty database. */
    static DataSource empty() {
        return TestPostgres.empty();
    }

    /** The dump of a real Nailgun, ready for Octane. */
    public static DataSource dump(Path file) {
        var database = empty();
        Dump.load(database, file);
        NailgunSchema.ensure(database);
        addClosedRelations(database);
        return database;
    }

    /** A copy of another database, which nobody uses meanwhile. */
    static DataSource copy(DataSource database) {
        return TestPostgres.copy(database);
    }

    /** The sample cloud and that of a real Nailgun, as {@link #cloud} knows them. */
    static Stream<String> clouds() {
        return Stream.of(SAMPLE_CLOUD, "nailgun-7.0-from-6.1-sample.sql.gz");
    }

    /** One of them; a test whose cloud is not at hand is skipped. */
    static DataSource cloud(String name) {
        return name.equals(SAMPLE_CLOUD) ? sample() : dump(required(name));
    }

    /** That file, or else the test is skipped. */
    static Path required(String name) {
        assumeTrue(hasShared(name), () -> shared(name) + " is not there");
        return shared(name);
    }

    static Nailgun nailgun(DataSource database) {
        return new Nailgun(Database.of(database), Database.of(database));
    }

    /** All rows of all tables, each as its table's name and its text without blanks. */
    static Set<String> contents(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        var contents = new TreeSet<String>();
        for (var table : jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'public' "
                        + "and table_type = 'BASE TABLE' and table_name not like 'flyway%'",
                String.class)) {
            // The order of a JSON object's keys says nothing.
            var row = table.equals("volume_manager_node_volumes") ? "node_id || volumes::jsonb::text" : "t::text";
            jdbc.queryForList("select " + row + " from " + table + " t", String.class)
                    .forEach(text -> contents.add(table + " " + text.replace(" ", "")));
        }
        return contents;
    }

    /** A file of the material that lies beside the project; absent in most places. */
    static Path shared(String name) {
        var folder = System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data");
        return Path.of(folder, "nailgun", name);
    }

    static boolean hasShared(String name) {
        return Files.isReadable(shared(name));
    }

    /** Octane's own schema, as far as this package needs it. */
    private static void addClosedRelations(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        jdbc.execute("create schema octane");
        jdbc.execute("create table octane.closed_relation (orig_cluster_id integer not null, "
                + "seed_cluster_id integer not null, closed_at timestamptz not null)");
        jdbc.execute("create table octane.former_node (seed_cluster_id integer not null, node_id integer not null, "
                + "former jsonb not null, primary key (seed_cluster_id, node_id))");
    }
}
