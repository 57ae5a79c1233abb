package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.octane.nailgun.Dump;

/** Fills the Nailgun database of a new world. */
final class NailgunDatabase {

    private NailgunDatabase() {}

    /** @param dump null: the sample cloud */
    static void fill(Path world, DataSource nailgun, Path dump) {
        var mark = world.resolve("nailgun-filled");
        if (Files.exists(mark)) {
            return;
        }
        if (dump == null) {
            Flyway.configure()
                    .dataSource(nailgun)
                    .locations("classpath:db/nailgun")
                    .load()
                    .migrate();
        } else {
            Dump.load(nailgun, dump);
        }
        try {
            Files.createFile(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
