package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.world.TestWorld;
import org.octane.world.World;

/** One server for two Fuel masters, whose clusters, nodes and upgrades have the same numbers. */
class SeveralCloudsTest {

    private static final List<String> CLOUDS = List.of("north", "south");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void eachHasItsUpgradesAlsoOverAKillAndOnABrokerThatTheyShare() throws Exception {
        for (var cloud : CLOUDS) {
            TestWorld.built(Files.createDirectories(data(cloud)));
        }
        var broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        var password = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, broker.password());
        var environment = Map.of(
                "OCTANE_CLOUDS", String.join(",", CLOUDS),
                "OCTANE_CLOUDS_SOUTH_ENGINE_WORKERS", "2",
                "OCTANE_BROKER_URL", broker.url(),
                "OCTANE_BROKER_USER", broker.user(),
                "OCTANE_BROKER_PASSWORD_FILE", password.toString());
        var server = RunningServer.resume(folder, environment, "--speed", "40");
        try {
            for (var cloud : CLOUDS) {
                api(server, cloud).post("/upgrades", "{\"original_cluster_id\": 1, \"stages\": [\"prepare\"]}");
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> began(server, "north") && began(server, "south"));
            server.kill();
            server.start();

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

    private static boolean began(RunningServer server, String cloud) throws IOException {
        return api(server, cloud)
                        .get("/upgrades/1")
                        .json()
                        .path("stages")
                        .get(0)
                        .path("done")
                        .asInt()
                > 0;
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
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data(cloud).resolve("world/world.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProcessHandle.of(Long.parseLong(properties.getProperty("pid"))).orElseThrow();
    }

    private Path data(String cloud) {
        return folder.resolve("data").resolve(cloud);
    }
}
