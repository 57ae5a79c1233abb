package org.octane.nailgun.schema;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads a dump of Nailgun's database: plain text as pg_dump writes it, gzipped or not. Commands of psql itself (lines
 * that begin with a backslash) are skipped. The dump's owner, the role {@code nailgun}, is made where it is missing, so
 * the user has to be allowed to do so.
 */
public final class Dump {

    private static final String OWNER =
            """
            do $$ begin
                if not exists (select 1 from pg_roles where rolname = 'nailgun') then create role nailgun; end if;
            end $$
            """;

    private final Connection connection;
    private final BufferedReader lines;
    private final DumpStatements statements = new DumpStatements();

    private Dump(Connection connection, BufferedReader lines) {
        this.connection = connection;
        this.lines = lines;
    }

    /** Loads the file into an empty database in one transaction: all of it or nothing. */
    public static void load(DataSource database, Path file) {
        try (var connection = database.getConnection();
                var lines = open(file)) {
            connection.setAutoCommit(false);
            try {
                new Dump(connection, lines).load();
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                forgetSettings(connection);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The dump " + file + " could not be loaded: " + e.getMessage(), e);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        var gzipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream text = gzipped ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    /** A dump empties the search path of its session, and the connection goes back to a pool. */
    private static void forgetSettings(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        execute(connection, "reset all");
    }

    private void load() throws SQLException, IOException {
        execute(connection, OWNER);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var statement = statements.add(line);
            if (statement == null) {
                continue;
            }
            if (statement.startsWith("COPY ")) {
                copy(statement);
            } else {
                execute(connection, statement);
            }
        }
    }

    private void copy(String statement) throws SQLException, IOException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        for (var line = lines.readLine(); !"\\.".equals(line); line = lines.readLine()) {
            if (line == null) {
                copy.cancelCopy();
                throw new IOException("it ends in the middle of a table's rows");
            }
            var row = (line + '\n').getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
