package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.world.TestWorld;
import org.octane.world.World;

/** One server for two Fuel masters, whose clusters, nodes and upgrades have the same numbers. */
class SeveralCloudsTest {

    private static final List<String> CLOUDS = List.of("north", "south");

    /** On each of three nodes a step works until it is let go on. */
    private static final Map<String, String> STEPS = Map.of(
            "lingering.yaml",
            """
            plan: lingering
            title: Nodes take their time
            stages: [linger]
            """,
            "linger.yaml",
            """
            stage: linger
            title: Controllers take their time
            serves: original
            steps:
              - step: linger
                title: "{node} takes its time"
                run: script
                on: original-controllers
                undo: forgets it
                estimate: 1s
                timeout: 10m
                attempts: 3
            """,
            "linger.sh",
            """
            # shellcheck shell=bash
            . ../lib/frame.sh
            readonly LINGERED="${OCTANE_ROOT:-}/etc/lingered"
            check() { if [ ! -e "$LINGERED" ]; then missing "nobody was there"; fi; }
            act() {
              until [ -e "${OCTANE_ROOT:-}/etc/go-on" ]; do sleep 0.1; done
              touch "$LINGERED"
            }
            verify() { check; }
            undo() { rm -f "$LINGERED"; }
            """);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Map<String, Database> databases = new HashMap<>();

    @Test
    void eachHasItsUpgradesAlsoOverAKillAndOnABrokerThatTheyShare() throws Exception {
        build();
        var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        var environment = environment(broker);
        environment.put("OCTANE_CLOUDS_SOUTH_ENGINE_WORKERS", "2");
        var server = RunningServer.resume(folder, environment, "--speed", "40");
        try {
            start(server);
            await("north has more at once than south's two workers")
                    .atMost(Duration.ofMinutes(2))
                    .during(Duration.ofSeconds(1))
                    .until(() -> List.of(running("north", "%"), running("south", "%")), List.of(3, 2)::equals);
            server.kill();
            server.start();
            letGoOn();

            for (var cloud : CLOUDS) {
                await(cloud).atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(api(server, cloud)
                                .get("/upgrades/1")
                                .json()
                                .path("status")
                                .asText())
                        .isEqualTo("succeeded"));
                assertThat(api(server, cloud).get("/upgrades").json()).hasSize(1);
                assertThat(broker.state(cloud + ".octane.steps")).isPresent();
                assertThat(Files.readString(server.log())).contains("cloud=\"" + cloud + '"');
            }
            assertThat(broker.state("octane.steps")).isEmpty();
            var worlds = CLOUDS.stream().map(this::world).toList();
            server.close();
            assertThat(worlds).as("each world ends with the server").noneMatch(ProcessHandle::isAlive);
        } finally {
            server.close();
            broker.close();
            CLOUDS.forEach(cloud -> World.sweep(data(cloud)));
        }
    }

    @Test
    @Tag("slow")
    void ofTwoServersOfBothCloudsOneIsKilledAndBothUpgradesEnd() throws Exception {
        build();
        var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        var settings = environment(broker);
        settings.put("OCTANE_ENGINE_WORKERS", "2");
        var first = RunningServer.resume(folder, settings, "--speed", "40");
        try {
            var environment = environment(broker);
            for (var cloud : CLOUDS) {
                JoinedServer.ofWorld(properties(cloud))
                        .forEach((key, value) -> environment.put(
                                key.replaceFirst("^OCTANE", "OCTANE_CLOUDS_" + cloud.toUpperCase(Locale.ROOT)), value));
            }
            try (var second = JoinedServer.start(folder.resolve("second"), environment)) {
                start(first);
                await("the second one is at work for both")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> CLOUDS.stream().allMatch(cloud -> running(cloud, ofSecond(cloud)) > 0));
                second.kill();
            }
            letGoOn();
            for (var cloud : CLOUDS) {
                await(cloud).atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(api(first, cloud)
                                .get("/upgrades/1")
                                .json()
                                .path("status")
                                .asText())
                        .isEqualTo("succeeded"));
                assertThat(database(cloud).sql().queryForList("SELECT status FROM octane.step", String.class))
                        .containsExactly("succeeded", "succeeded", "succeeded");
                assertThat(database(cloud).sql().queryForList("SELECT name FROM octane.cloud", String.class))
                        .containsExactly(cloud);
            }
        } finally {
            first.close();
            broker.close();
            CLOUDS.forEach(cloud -> World.sweep(data(cloud)));
        }
    }

    private void build() throws IOException {
        for (var cloud : CLOUDS) {
            TestWorld.built(Files.createDirectories(data(cloud)));
        }
        var steps = Files.createDirectories(folder.resolve("config/steps.d"));
        for (var step : STEPS.entrySet()) {
            Files.writeString(steps.resolve(step.getKey()), step.getValue());
        }
        try (var files = Files.list(Path.of("config"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, steps.resolveSibling(file.getFileName()));
            }
        }
    }

    private static void start(RunningServer server) throws IOException {
        for (var cloud : CLOUDS) {
            var answer =
                    api(server, cloud).post("/upgrades", "{\"original_cluster_id\": 1, \"strategy\": \"lingering\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    private void letGoOn() throws IOException {
        for (var cloud : CLOUDS) {
            var disk = new CloudOnDisk(data(cloud).resolve("world"));
            for (var node : List.of("1", "2", "3")) {
                Files.createFile(disk.root(node).resolve("etc/go-on"));
            }
        }
    }

    private Map<String, String> environment(EmbeddedBroker broker) {
        var environment =
                new HashMap<>(JoinedServer.behind(broker.url(), broker.user(), folder.resolve("broker/password")));
        environment.put("OCTANE_CLOUDS", String.join(",", CLOUDS));
        environment.put("OCTANE_CONFIG", folder.resolve("config").toString());
        return environment;
    }

    private String ofSecond(String cloud) {
        try {
            return Files.readString(folder.resolve("second/data").resolve(cloud).resolve("instance"))
                            .strip() + "@%";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many steps of a cloud are under way at servers of such a name. */
    private int running(String cloud, String owner) {
        return database(cloud)
                .sql()
                .queryForObject(
                        "SELECT count(*) FROM octane.step WHERE status = 'running' AND owner LIKE ?",
                        Integer.class,
                        owner);
    }

    private Database database(String cloud) {
        return databases.computeIfAbsent(cloud, name -> new Database(properties(name)));
    }

    private static Api api(RunningServer server, String cloud) throws IOException {
        var url = server.standardOutput()
                .lines()
                .filter(line -> line.startsWith("ready " + cloud + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
        return new Api(
                url,
                Files.readString(server.data().resolve(cloud).resolve("token")).strip());
    }

    /** The process of its simulated cloud. */
    private ProcessHandle world(String cloud) {
        return ProcessHandle.of(Long.parseLong(properties(cloud).getProperty("pid")))
                .orElseThrow();
    }

    private Properties properties(String cloud) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data(cloud).resolve("world/world.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private Path data(String cloud) {
        return folder.resolve("data").resolve(cloud);
    }
}
