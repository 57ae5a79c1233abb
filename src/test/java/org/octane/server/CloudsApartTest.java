package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.octane.Octane;
import org.octane.TestPostgres;
import org.octane.broker.EmbeddedBroker;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two clouds whose operator has named, in other letters, one database or one Astute for both: none of them is served. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloudsApartTest {

    private static final String NORTH = TestPostgres.url(TestPostgres.nailgun());
    private static final String SOUTH = TestPostgres.url(TestPostgres.nailgun());
    private static final String NAILGUN = TestPostgres.url(TestPostgres.nailgun());

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>(List.of(
            "octane.clouds=north,south",
            "octane.http.port=0",
            "octane.database.user=postgres",
            "octane.nailgun.user=postgres",
            "octane.clouds.north.database.url=" + NORTH,
            "octane.clouds.south.database.url=" + SOUTH,
            "octane.clouds.north.astute.url=amqp://127.0.0.1:1",
            "octane.clouds.south.astute.url=amqp://127.0.0.1:2"));

    @BeforeEach
    void bothAreReachedByTwoNames() {
        assertThat(NORTH).contains("//localhost:");
    }

    @Test
    void oneDatabaseByTwoNames() throws Exception {
        lines.add("octane.clouds.south.database.url=" + NORTH.replace("//localhost:", "//127.0.0.1:")
                + "&ApplicationName=south&password=secret");
        var there = NORTH.replaceFirst("\\?.*", "");

        refused("The clouds north and south have the same octane.database.url: " + there + " and "
                + there.replace("localhost", "127.0.0.1")
                + " are one database; set octane.clouds.south.database.url to another one [setting-invalid]\n");
    }

    @Test
    void oneNailgunForBothSinceTheKeyOfOneIsForgotten() throws Exception {
        lines.add("octane.nailgun.url=" + NAILGUN);

        refused("The clouds north and south have the same octane.nailgun.url: " + NAILGUN.replaceFirst("\\?.*", "")
                + "; set octane.clouds.south.nailgun.url to another one [setting-invalid]\n");
    }

    @Test
    void oneNailgunByTwoNames() throws Exception {
        lines.add("octane.nailgun.url=" + NAILGUN);
        lines.add("octane.clouds.south.nailgun.url=" + NAILGUN.replace("//localhost:", "//127.0.0.1:"));

        refused("The clouds north and south have the same octane.nailgun.url: ");
    }

    @Test
    void oneAstuteByTwoNames() throws Exception {
        lines.add("octane.clouds.south.astute.url=amqp://localhost:1");

        refused("The clouds north and south have the same octane.astute.url: amqp://127.0.0.1:1 and amqp://localhost:1"
                + " are one broker; set octane.clouds.south.astute.url to another one [setting-invalid]\n");
    }

    @Test
    void aDatabaseOfAnotherServersCloudIsRefusedAndLeftAsItIs() throws Exception {
        var database = TestPostgres.nailgun();
        lines.add("octane.clouds.north.database.url=" + TestPostgres.url(database));
        lines.add(
                "octane.clouds.south.database.url=" + TestPostgres.url(database).replace("localhost", "127.0.0.1"));
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            lines.add("octane.broker.url=" + broker.url());
            lines.add("octane.broker.user=" + broker.user());
            lines.add("octane.broker.password-file=" + folder.resolve("broker/password"));
            var sql = new JdbcTemplate(database);
            try (var north = server("north")) {
                assertThat(north.url()).startsWith("http");
            }
            sql.update("DELETE FROM octane.flyway_schema_history WHERE version = '345'");

            assertThatThrownBy(() -> server("south").close())
                    .isInstanceOfSatisfying(StartFailure.class, failure -> assertThat(failure.code())
                            .isEqualTo(Code.OTHER_CLOUD))
                    .hasMessageStartingWith(
                            "The database is that of the cloud north. This server is for the cloud south.");

            assertThat(sql.queryForList("SELECT name FROM octane.instance", String.class))
                    .isEmpty();
            assertThat(sql.queryForObject(
                            "SELECT count(*) FROM octane.flyway_schema_history WHERE version = '345'", Long.class))
                    .as("refused before its migrations")
                    .isZero();
        }
    }

    private Server server(String cloud) throws Exception {
        var data = Files.createDirectories(folder.resolve(cloud));
        var settings = Settings.load(configuration(), List.of(), Map.of(), new Properties(), Map.of())
                .of(cloud);
        return Server.start(ServerSettings.of(settings, cloud), CatalogueReader.read(data.resolve("steps.d")), data);
    }

    private void refused(String sentence) throws Exception {
        var err = new StringWriter();
        var line = Octane.commandLine("server");
        line.setErr(new PrintWriter(err, true));

        assertThat(line.execute(
                        "server",
                        "--config",
                        configuration().toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .isEqualTo(1);

        assertThat(err.toString()).startsWith("octane: " + sentence).doesNotContain("secret");
        for (var url : List.of(NORTH, SOUTH)) {
            var source = new org.postgresql.ds.PGSimpleDataSource();
            source.setURL(url);
            assertThat(new JdbcTemplate(source)
                            .queryForObject("SELECT count(*) FROM pg_tables WHERE schemaname = 'octane'", Long.class))
                    .as("nothing was changed")
                    .isZero();
        }
    }

    /** Of lines with one key the last counts. */
    private Path configuration() throws Exception {
        Files.write(folder.resolve("application.properties"), lines);
        return folder;
    }
}
