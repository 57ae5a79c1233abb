package org.octane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.scenario.Before;
import org.octane.scenario.CloudInPlace;
import org.octane.scenario.NothingHeld;
import org.octane.scenario.RunningServer;
import org.octane.scenario.UpdatedCloud;
import org.octane.scenario.UpgradedCloud;

/**
 * Whole upgrades, of each strategy in turn, while a seed draws what goes wrong: nodes, connections, programs, databases, the broker,
 * Astute and its replies in the world, and the server itself, which is killed, or stands still for longer than its leases. In every
 * third of them something fails for good as well, until a person has looked.
 *
 * <p>{@code -Dchaos.seed=17} is one of them again, {@code -Dchaos.from=100 -Dchaos.minutes=60} as many as fit. What was drawn and what
 * came of it is a line each in {@code target/chaos.md}.
 */
@Tag("chaos")
class StormTest {

    private static final Duration WHOLE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int STRATEGIES = 3;
    private static final int WITHIN_SECONDS = 40;
    /** Two leases: whoever stands still for so long has lost its steps, and must not know better when it goes on. */
    private static final int LONGEST_PAUSE = 12_000;

    private static final Map<String, String> PATIENCE = Map.of(
            "OCTANE_ASTUTE_RUNNING_WITHIN", "15s",
            "OCTANE_ASTUTE_ASK_AFTER", "4s",
            "OCTANE_ENGINE_FIRST_RETRY", "0.2s");
    /** Programs that an upgrade of that strategy can't do without, by the node that runs them. */
    private static final List<List<String>> LASTING = List.of(
            List.of("node-1/mysqldump", "node-11/tar", "node-5/apt-get", "node-10/nova", "node-10/ip"),
            List.of("node-1/mysqldump", "node-2/deploy-node", "node-5/deploy-node"),
            List.of("node-4/deploy-node", "node-7/apt-get", "node-2/deploy-node"));

    private static final Path TABLE = Path.of("target/chaos.md");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @TestFactory
    Stream<DynamicTest> anUpgradeComesToItsEndWhateverStrikes() {
        var only = Integer.getInteger("chaos.seed");
        if (only != null) {
            return Stream.of(storm(only));
        }
        var until = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("chaos.minutes", 5)));
        return IntStream.iterate(Integer.getInteger("chaos.from", 1), seed -> seed + 1)
                .takeWhile(seed -> Instant.now().isBefore(until))
                .mapToObj(this::storm);
    }

    private DynamicTest storm(int seed) {
        return DynamicTest.dynamicTest("seed " + seed, () -> {
            var begun = Instant.now();
            var storm = new Storm(seed);
            try (var server = RunningServer.start(folder.resolve("seed-" + seed), PATIENCE, "--speed", "100")) {
                storm.over(server);
                write(seed, storm, "went through", begun);
            } catch (Throwable e) {
                write(
                        seed,
                        storm,
                        "FAILED: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        begun);
                throw new AssertionError("-Dchaos.seed=" + seed + ": " + storm.drawn, e);
            }
        });
    }

    private static synchronized void write(int seed, Storm storm, String outcome, Instant begun) throws IOException {
        if (!Files.exists(TABLE)) {
            Files.writeString(
                    TABLE, "| Seed | Strategy | What struck the server | Outcome | Seconds |\n|---|---|---|---|---|\n");
        }
        Files.writeString(
                TABLE,
                "| " + seed + " | " + storm.strategy() + " | " + String.join(", ", storm.drawn) + " | " + outcome
                        + " | " + Duration.between(begun, Instant.now()).toSeconds() + " |\n",
                StandardOpenOption.APPEND);
    }

    /** One seed's. */
    private static final class Storm {

        private final int seed;
        private final Random random;
        private final List<String> drawn = new ArrayList<>();

        Storm(int seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        String strategy() {
            return List.of("side-by-side", "in-place", "patch").get(seed % STRATEGIES);
        }

        void over(RunningServer server) throws Exception {
            switch (strategy()) {
                case "side-by-side" -> {
                    var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
                    var upgrade = server.api().startUpgrade();
                    brew(server);
                    cloud.isWhole(ended(server, upgrade));
                    cloud.nothingWasDoneTwice();
                }
                case "in-place" -> {
                    var cloud = CloudInPlace.of(server);
                    cloud.prepare();
                    var upgrade = cloud.start();
                    brew(server);
                    cloud.isWhole(ended(server, upgrade));
                    cloud.installedEachNodeOnce();
                }
                default -> {
                    var cloud = UpdatedCloud.of(server);
                    var answer = cloud.update(5);
                    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
                    brew(server);
                    assertThat(ended(server, cloud.newest()).path("status").asText())
                            .isEqualTo("succeeded");
                    cloud.allHave(UpdatedCloud.TARGET);
                    cloud.hasItsData();
                    NothingHeld.in(server);
                }
            }
        }

        private void brew(RunningServer server) {
            server.faults()
                    .add("random:seed=" + seed + ":count=" + (3 + random.nextInt(6)) + ":within=" + WITHIN_SECONDS
                            + "s");
            if (random.nextInt(STRATEGIES) == 0) {
                var programs = LASTING.get(seed % STRATEGIES);
                var lasting = programs.get(random.nextInt(programs.size()));
                server.faults().add("fail@" + lasting + ":times=forever:says=\"" + words() + "\"");
                drawn.add(lasting + " fails for good");
            }
        }

        private String words() {
            return "the storm of seed " + seed;
        }

        private JsonNode ended(RunningServer server, long upgrade) throws Exception {
            int blows = random.nextInt(4);
            for (int i = 0; i < blows && !over(server, upgrade); i++) {
                wait(random.nextInt(15_000));
                if (random.nextBoolean()) {
                    drawn.add("killed");
                    server.kill();
                    server.start();
                } else {
                    int millis = 1_000 + random.nextInt(LONGEST_PAUSE);
                    drawn.add("stood still for " + millis + " ms");
                    server.signal("STOP");
                    wait(millis);
                    server.signal("CONT");
                }
            }
            var ended = server.api().ended(upgrade, WHOLE);
            return ended.path("status").asText().equals("failed") ? retried(server, upgrade) : ended;
        }

        /** A dead letter names what was made to fail, and once that is gone, one retry goes on. */
        private JsonNode retried(RunningServer server, long upgrade) {
            var letters = server.api().get("/dead-letters?upgrade=" + upgrade);
            assertThat(letters.json()).as(letters.body()).isNotEmpty().allSatisfy(letter -> assertThat(
                            letter.toString())
                    .contains(words()));
            server.faults().clear();
            for (var letter : letters.json()) {
                if (letter.path("status").asText().equals("open")) {
                    var answer = server.api()
                            .post("/dead-letters/" + letter.path("id").asLong() + "/retry", "{}");
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                }
            }
            return server.api().ended(upgrade, WHOLE);
        }

        private boolean over(RunningServer server, long upgrade) {
            try {
                return !server.api()
                        .get("/upgrades/" + upgrade)
                        .json()
                        .path("status")
                        .asText()
                        .equals("running");
            } catch (RuntimeException e) {
                // A database may be what is struck.
                return false;
            }
        }

        private static void wait(int millis) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(LOOK)
                    .pollDelay(Duration.ofMillis(Math.max(1, millis)))
                    .until(() -> true);
        }
    }
}
