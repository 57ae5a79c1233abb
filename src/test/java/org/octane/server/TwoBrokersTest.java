package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.broker.EmbeddedBroker;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;

/** Real servers on one database, which would not hear of each other's work. */
class TwoBrokersTest {

    private static final String DATABASE = TestPostgres.url(TestPostgres.nailgun());

    @TempDir
    private Path folder;

    @Test
    void aSecondServerIsRefusedUnlessAllHaveOneBroker() throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("shared"), 0)) {
            var shared = Map.of(
                    "octane.broker.url",
                    broker.url(),
                    "octane.broker.user",
                    broker.user(),
                    "octane.broker.password-file",
                    folder.resolve("shared/password").toString());

            try (var one = server("one", Map.of())) {
                refused("two", Map.of(), "The server one works on the same database, with a broker of its own");
                refused("two", shared, "The server one works on the same database, with a broker of its own");
                assertThat(one.url()).startsWith("http");
            }
            try (var one = server("one", shared);
                    var two = server("two", shared)) {
                refused("three", Map.of(), "works on the same database, with the broker " + broker.url());
                assertThat(two.url()).isNotEqualTo(one.url());
            }
        }
    }

    private void refused(String name, Map<String, String> broker, String why) {
        assertThatThrownBy(() -> server(name, broker).close())
                .isInstanceOfSatisfying(StartFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo(Code.TWO_BROKERS))
                .hasMessageContaining(why);
    }

    private Server server(String name, Map<String, String> broker) throws Exception {
        var data = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                data.resolve("application.properties"), "octane.http.port=0\noctane.database.user=postgres\n");
        var options = new HashMap<>(broker);
        options.put("octane.database.url", DATABASE);
        options.put("octane.astute.url", "amqp://127.0.0.1:1");
        options.put("octane.astute.password", "guest");
        var settings = Settings.load(data, List.of(), Map.of(), new Properties(), options);
        return Server.start(ServerSettings.of(settings, name), CatalogueReader.read(data.resolve("steps.d")), data);
    }
}
