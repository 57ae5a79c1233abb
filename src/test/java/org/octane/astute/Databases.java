package org.octane.astute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.octane.TestPostgres;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.astute.repositories.Repository;
import org.octane.nailgun.Deployments;
import org.octane.sql.Database;
import org.postgresql.PGConnection;

/** Databases for tests. */
final class Databases {

    /** Repositories that say nothing of themselves. */
    static final ReleaseFiles NO_RELEASE_FILES = new ReleaseFiles() {
        @Override
        public Optional<Map<String, String>> of(Repository repository) {
            return Optional.empty();
        }

        @Override
        public boolean hasPackages(Repository repository) {
            return true;
        }
    };

    /** Plugins that have no tasks on the Fuel master. */
    static final PluginTaskFiles NO_PLUGIN_FILES = folder -> Optional.empty();

    private Databases() {}

    /** The embedded sample cloud. */
    static DataSource nailgun() {
        return TestPostgres.nailgun();
    }

    /** Octane's own, empty. */
    static DataSource octane() {
        return TestPostgres.octane();
    }

    /** A file of the material that lies beside the project; absent in most places. */
    static Path shared(String name) {
        return Path.of(System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data"), "nailgun", name);
    }

    /** A plain dump of a real Nailgun. */
    static DataSource dump(String name) throws IOException, SQLException {
        var database = TestPostgres.empty();
        try (var connection = database.getConnection();
                var lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(shared(name))), StandardCharsets.UTF_8))) {
            var statement = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("COPY ") && line.endsWith("FROM stdin;")) {
                    copy(connection, line, lines);
                } else if (!line.startsWith("--") && !line.startsWith("\\") && !line.isBlank()) {
                    statement.append(line).append('\n');
                    if (line.endsWith(";")) {
                        run(connection, statement);
                    }
                }
            }
        }
        return database;
    }

    private static void run(Connection connection, StringBuilder text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text.toString().replace("OWNER TO nailgun", "OWNER TO postgres"));
        }
        text.setLength(0);
    }

    private static void copy(Connection connection, String command, BufferedReader lines)
            throws IOException, SQLException {
        var rows = new StringBuilder();
        for (String line = lines.readLine(); !line.equals("\\."); line = lines.readLine()) {
            rows.append(line).append('\n');
        }
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, new StringReader(rows.toString()));
    }

    static Deployments deployments(DataSource nailgun) {
        return Deployments.in(Database.of(nailgun));
    }
}
