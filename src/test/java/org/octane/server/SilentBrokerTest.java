package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;

/** Astute's broker takes connections and never says a word, as one that hangs does. */
class SilentBrokerTest {

    private static final Duration MUCH_LONGER_THAN_IT_TAKES = Duration.ofMinutes(1);

    @Test
    void aServerThatNeverHeardOfItStartsAndStopsAllTheSame(@TempDir Path folder) throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("application.properties"), "octane.http.port=0\noctane.database.user=postgres\n");
            var settings = Settings.load(
                    folder,
                    List.of(),
                    Map.of(),
                    new Properties(),
                    Map.of(
                            "octane.database.url",
                            TestPostgres.url(TestPostgres.nailgun()),
                            "octane.astute.url",
                            "amqp://127.0.0.1:" + silent.getLocalPort(),
                            "octane.astute.password",
                            "guest"));
            var server = Server.start(
                    ServerSettings.of(settings, "test"), CatalogueReader.read(folder.resolve("steps.d")), folder);

            var stopped = CompletableFuture.runAsync(server::close);

            assertThat(stopped).succeedsWithin(MUCH_LONGER_THAN_IT_TAKES);
        }
    }
}
