package org.octane.astute.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.step.StepFailure;

/** What repositories answer, and what it means that they don't. */
class HttpReleaseFilesTest {

    private static final String RELEASE =
            "Origin: Mirantis\nLabel: mos7.0\nSuite: mos7.0\nSHA1:\n 0a 12 main/Packages\n";

    private final Map<String, Integer> status = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    /** Bytes of the list below an answer's fields: that there are, and that were sent. */
    private final AtomicInteger length = new AtomicInteger();

    private final AtomicInteger given = new AtomicInteger();
    private final ReleaseFiles files = new HttpReleaseFiles(Clock.systemUTC());
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var code = status.getOrDefault(exchange.getRequestURI().getPath(), 404);
            exchange.sendResponseHeaders(code, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(RELEASE.getBytes(StandardCharsets.UTF_8));
                var line = " 0a 12 main/Packages\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
                for (int sent = 0; sent < length.get(); sent += line.length) {
                    body.write(line);
                    given.addAndGet(line.length);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fieldsAreReadAndRemembered() {
        status.put("/mos/dists/mos7.0/Release", 200);
        var repository = repository("mos7.0", "main");
        assertThat(files.of(repository)).contains(Map.of("Origin", "Mirantis", "Label", "mos7.0", "Suite", "mos7.0"));
        files.of(repository);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFlatRepositoryHasItAtItsTop() {
        status.put("/mos/Release", 200);
        assertThat(files.of(repository("/", ""))).isPresent();
    }

    @Test
    void notFoundIsNo() {
        assertThat(files.of(repository("mos7.0", "main"))).isEmpty();
        assertThat(files.hasPackages(repository("/", ""))).isFalse();
        status.put("/mos/Packages", 200);
        assertThat(new HttpReleaseFiles(Clock.systemUTC()).hasPackages(repository("/", "")))
                .isTrue();
    }

    @Test
    void ofWhatIsLargeTheBeginningIsTaken() {
        status.put("/mos/Packages.gz", 200);
        status.put("/mos/Release", 200);
        length.set(64 << 20);
        assertThat(files.hasPackages(repository("/", ""))).isTrue();
        await().untilAsserted(() -> assertThat(given).hasValueBetween(1, 16 << 20));
        given.set(0);
        assertThat(files.of(repository("/", "")))
                .contains(Map.of("Origin", "Mirantis", "Label", "mos7.0", "Suite", "mos7.0"));
        await().untilAsserted(() -> assertThat(given).hasValueBetween(1, 16 << 20));
    }

    @Test
    void anErrorOrNoAnswerIsNeitherYesNorNo() {
        status.put("/mos/dists/mos7.0/Release", 503);
        assertThatThrownBy(() -> files.of(repository("mos7.0", "main")))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("status 503");
        assertThat(asked).hasValue(3);
        server.stop(0);
        assertThatThrownBy(() -> files.of(repository("other", "main"))).isInstanceOf(StepFailure.class);
    }

    private Repository repository(String suite, String section) {
        var uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/mos";
        return new Repository("mos", uri, suite, section, 1050);
    }
}
