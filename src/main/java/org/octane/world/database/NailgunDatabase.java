package org.octane.world.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.octane.nailgun.schema.Dump;

/** Fills the Nailgun database of a new world. */
public final class NailgunDatabase {

    private NailgunDatabase() {}

    /** @param dump null: the sample cloud */
    public static void fill(Path world, DataSource nailgun, Path dump) {
        var mark = world.resolve("nailgun-filled");
        if (Files.exists(mark)) {
            return;
        }
        try {
            empty(nailgun);
            if (dump == null) {
                Flyway.configure()
                        .dataSource(nailgun)
                        .locations("classpath:db/nailgun")
                        .load()
                        .migrate();
            } else {
                Dump.load(nailgun, dump);
            }
            Files.createFile(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the Nailgun database can't be filled: " + e.getMessage(), e);
        }
    }

    /** A world that was killed before it put the mark may have left something. */
    private static void empty(DataSource nailgun) throws SQLException {
        try (var connection = nailgun.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        }
    }
}
