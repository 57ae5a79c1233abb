package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;

/** Eight servers work for one upgrade, on one database and one broker of their own, until seven are killed at once. */
@Tag("slow")
class EightServersTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    private static final int OTHERS = 7;
    private static final int SEVERAL = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void allShareTheWorkAndTheOneThatIsLeftEndsIt() throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            var settings = JoinedServer.behind(broker.url(), broker.user(), folder.resolve("broker/password"));
            try (var first = RunningServer.start(folder.resolve("first"), settings, "--speed", "8")) {
                var others = others(first, settings);
                try {
                    losesThemAll(first, others);
                } finally {
                    for (var server : others) {
                        server.close();
                    }
                }
            }
        }
    }

    /** At the same time, as a service manager starts them. */
    private List<JoinedServer> others(RunningServer first, Map<String, String> settings) throws IOException {
        var program = QuickStart.made();
        return IntStream.rangeClosed(2, 1 + OTHERS)
                .parallel()
                .mapToObj(number -> {
                    try {
                        return JoinedServer.start(first, folder.resolve("server-" + number), settings, program);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static void losesThemAll(RunningServer first, List<JoinedServer> others) throws Exception {
        var cloud = new UpgradedCloud(Before.of(first.cloud()), first);
        var sql = first.database().sql();
        assertThat(sql.queryForObject("SELECT count(*) FROM octane.instance", Integer.class))
                .isEqualTo(1 + OTHERS);
        var names = new HashSet<String>();
        for (var server : others) {
            names.add(server.name());
        }
        var upgrade = first.api().startUpgrade();
        var owners = new HashSet<String>();
        Awaitility.await("in the middle, and others have its steps")
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    var now = sql.queryForList(
                            "SELECT split_part(owner, '@', 1) FROM octane.step WHERE status = 'running'", String.class);
                    owners.addAll(now);
                    return owners.size() > SEVERAL
                            && now.stream().anyMatch(names::contains)
                            && sql.queryForObject(
                                    "SELECT count(*) > 30 FROM octane.step WHERE status = 'succeeded'", Boolean.class);
                });

        for (var server : others) {
            server.kill();
        }

        cloud.isWhole(first.api().ended(upgrade, WHOLE));
        cloud.nothingWasDoneTwice();
    }
}
