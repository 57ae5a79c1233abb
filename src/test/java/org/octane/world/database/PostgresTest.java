package org.octane.world.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    @TempDir
    private Path home;

    @Test
    void aHomeThatCannotBeWrittenToIsNamedAndNotPostgresql() throws IOException {
        var cache = Files.createFile(home.resolve("cache"));

        assertThatThrownBy(() -> Postgres.programs(cache))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "PostgreSQL's programs can't be unpacked into " + cache.resolve("octane/postgres")
                                + ", which this user can't write to. Name a folder that can be written to with XDG_CACHE_HOME.");
    }

    @Test
    void theFolderIsMadeWhereItCanBe() {
        assertThat(Postgres.programs(home)).isDirectory().hasName("postgres");
    }
}
