package org.octane.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestWorld.Fresh.class)
class WorldTest {

    private final TestWorld world;

    /** Of the worlds in processes of their own; whichever test comes second takes up the first one's. */
    @TempDir
    static Path data;

    WorldTest(TestWorld world) {
        this.world = world;
    }

    @BeforeAll
    static void built() throws IOException {
        WorldTemplate.copyTo(data);
    }

    @Test
    void aWorldStartedAgainHasTheSamePortsKeysAndFiles() throws Exception {
        var before = world.properties();
        var key = hostKey(before);
        insertNotification(before);
        Files.writeString(world.file("4", "/root/kept"), "here");
        world.restart();
        var after = world.properties();
        assertThat(after).isEqualTo(before);
        assertThat(hostKey(after)).isEqualTo(key);
        assertThat(notifications(after)).isPositive();
        assertThat(world.file("4", "/root/kept")).hasContent("here");
    }

    @Test
    void aSecondWorldOnTheSameDataIsRefused() throws SQLException {
        assertThatThrownBy(() -> World.start(world.data(), WorldOptions.speed(1)))
                .isInstanceOf(WorldInUse.class)
                .hasMessageContaining(
                        "run by process " + ProcessHandle.current().pid());
        assertThat(notifications(world.properties())).isNotNegative();
    }

    @Test
    void onlyItsOwnerReadsTheAddresses() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(world.world().properties())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Path.of(world.properties().getProperty("ssh.key-file")))))
                .isEqualTo("rw-------");
    }

    @Test
    void whoDoesNotKnowThePasswordDoesNotReachTheDatabase() {
        var url = world.properties().getProperty("postgres.url");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "nailgun", "nailgun"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void commitsAreDurable() throws SQLException {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            try (var connection = world.world().nailgun().getConnection();
                    var result = connection.createStatement().executeQuery("SHOW " + setting)) {
                result.next();
                assertThat(result.getString(1)).isEqualTo("on");
            }
        }
    }

    @Test
    void aKilledWorldGoesOnWhenItIsStartedAgain() throws Exception {
        var first = process();
        var before = ready(first);
        insertNotification(before);
        var second = process();
        assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(second.exitValue()).isEqualTo(4);
        assertThat(new String(second.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("is run by process " + first.pid());
        first.destroyForcibly().waitFor();
        assertThat(data.resolve("world/postgres/postmaster.pid")).exists();
        var again = process();
        try {
            var after = ready(again);
            assertThat(after.remove("pid")).isNotEqualTo(before.remove("pid"));
            assertThat(after).isEqualTo(before);
            assertThat(notifications(after)).isPositive();
            try (var ssh = new TestClient(after)) {
                assertThat(ssh.run("4", "echo here", "").out()).isEqualTo("here\n");
            }
        } finally {
            again.destroy();
            assertThat(again.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(data.resolve("world/world.properties")).doesNotExist();
        await().until(() ->
                !data.resolve("world/postgres/postmaster.pid").toFile().exists());
    }

    @Test
    void aPostgresThatAKilledWorldLeftFrozenIsEndedAsWell() throws Exception {
        var killed = process();
        ready(killed);
        var postgres = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("world/postgres/postmaster.pid"))
                        .get(0)))
                .orElseThrow();
        var faults = new Faults(data.resolve("world"));
        faults.add("down@postgres:mode=pause");
        faults.await("down@postgres:mode=pause", "freezes");
        killed.destroyForcibly().waitFor();
        World.sweep(data);
        assertThat(postgres.isAlive()).isFalse();
    }

    /** Faults that are drawn may strike the same service at the same time. */
    @Test
    void aPostgresThatIsStoppedWhileItIsFrozenServesAgainAndSoDoesOneThatIsStoppedTwice() throws Exception {
        try (var world = World.start(data, WorldOptions.speed(50))) {
            var faults = new Faults(world.folder());
            long before = 0;
            for (var service : List.of("postgres", "broker", "astute")) {
                before = starts(world);
                faults.add("down@" + service + ":mode=pause:for=40s");
                faults.await("down@" + service + ":mode=pause:for=40s", "freezes");
                faults.add("down@" + service + ":for=2s");
                faults.add("down@" + service + ":for=3s");
                faults.await("down@" + service + ":for=2s", "serves again");
                faults.await("down@" + service + ":for=3s", "serves again");
            }
            assertThat(faults.log()).noneMatch(line -> line.contains("failed"));
            assertThat(starts(world))
                    .as("one Astute for both outages: a second would take part of the casts")
                    .isEqualTo(before + 1);
            try (var connection = world.nailgun().getConnection()) {
                assertThat(connection.isValid(30)).isTrue();
            }
        }
    }

    private static long starts(World world) throws IOException {
        try (var lines =
                Files.lines(world.folder().resolve("nodes/master/root/var/log/docker-logs/astute/astute.log"))) {
            return lines.filter(line -> line.contains("Starting astute")).count();
        }
    }

    @Test
    void aWorldBeginsWithTheFaultsItIsTold() throws Exception {
        assertThatThrownBy(() -> World.start(data, WorldOptions.speed(50).with("unreachable@node-77")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this world has no node 77");
        try (var told = World.start(data, WorldOptions.speed(50).with("unreachable@node-4, slow@node-5:factor=2"))) {
            assertThat(told.folder().resolve("chaos")).hasContent("unreachable@node-4\nslow@node-5:factor=2\n");
            new Faults(told.folder()).await("unreachable@node-4", "out of reach");
        }
        try (var calm = World.start(data, WorldOptions.speed(50))) {
            assertThat(calm.folder().resolve("chaos")).isEmptyFile();
            assertThat(calm.folder().resolve("faults")).doesNotExist();
        }
    }

    @Test
    void whatAKilledWorldLeftCanBeEndedWithoutStartingIt() throws Exception {
        var killed = process();
        ready(killed);
        var postgres = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("world/postgres/postmaster.pid"))
                        .get(0)))
                .orElseThrow();
        killed.destroyForcibly().waitFor();
        assertThat(postgres.isAlive()).isTrue();
        World.sweep(data);
        assertThat(postgres.isAlive()).isFalse();
    }

    private Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.octane.Octane",
                        "world",
                        "--data",
                        data.toString(),
                        "--speed",
                        "50")
                .start();
    }

    private static Properties ready(Process process) throws IOException {
        var line = new BufferedReader(
                        new InputStreamReader(process.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))
                .readLine();
        if (line == null) {
            throw new AssertionError(
                    new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(line).startsWith("world ready ");
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(line.substring("world ready ".length())))) {
            properties.load(reader);
        }
        return properties;
    }

    private static Object hostKey(Properties world) throws IOException {
        try (var ssh = new TestClient(world)) {
            return ssh.hostKey("4");
        }
    }

    private static void insertNotification(Properties world) throws SQLException {
        try (var connection = connect(world)) {
            connection
                    .createStatement()
                    .executeUpdate("INSERT INTO notifications (topic, message, status, datetime)"
                            + " VALUES ('done', 'kept', 'unread', now())");
        }
    }

    private static int notifications(Properties world) throws SQLException {
        try (var connection = connect(world);
                var result = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM notifications WHERE message = 'kept'")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static java.sql.Connection connect(Properties world) throws SQLException {
        return DriverManager.getConnection(
                world.getProperty("postgres.url"),
                world.getProperty("postgres.user"),
                world.getProperty("postgres.password"));
    }
}
