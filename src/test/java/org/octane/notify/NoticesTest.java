package org.octane.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Whoever is to be told is told, whatever happens on the way. */
class NoticesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path folder;

    private final HikariDataSource database = TestPostgres.pooledOctane();
    private final JdbcTemplate octane = new JdbcTemplate(database);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final java.util.concurrent.ExecutorService http = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(http);
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/hangs", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            bodies.add("elsewhere");
            exchange.sendResponseHeaders(200, -1);
        });
        server.start();
        octane.update("INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                + " VALUES ('rack', 'side-by-side', 'failed', 7, 1, 'test', now())");
        octane.update("INSERT INTO step_group VALUES (1, 0, '{}', 0)");
        octane.update("INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                + " uses, estimate_seconds, timeout_seconds, max_attempts, status)"
                + " SELECT 1, 0, 0, 'upgrade-db', 'dump-databases', 't', '{4}', '{}', '{}', 1, 1, 1, 'dead'"
                + " FROM generate_series(1, 40)");
    }

    @AfterEach
    void end() {
        hangs.countDown();
        server.stop(0);
        http.shutdownNow();
        database.close();
    }

    @Test
    void aDeadLetterIsToldWithItsCauseAndCure() throws Exception {
        letter(1);
        var notices = webhook("/hook", "Authorization: Bearer of-the-hook");

        notices.send();
        notices.send();

        assertThat(bodies).hasSize(1);
        var body = JSON.readTree(bodies.get(0));
        assertThat(body.path("kind").asText()).isEqualTo("dead-letter");
        assertThat(body.path("id").isIntegralNumber()).isTrue();
        assertThat(body.at("/upgrade/name").asText()).isEqualTo("rack");
        assertThat(body.at("/dead_letter/step").asText()).isEqualTo("dump-databases");
        assertThat(body.at("/dead_letter/nodes/0").asText()).isEqualTo("node-4");
        assertThat(body.at("/dead_letter/remedy").asText()).isEqualTo("octane retry 1 1");
        assertThat(bodies.get(0)).doesNotContain("hunter2", "\u001b").contains("password=******", "\"quoted\\\"");
        assertThat(headers).containsExactly("Bearer of-the-hook");
    }

    @Test
    void endsAndPausesOfOctanesOwnAreToldAndNotWhatPeopleDo() throws Exception {
        for (var event :
                List.of("engine running", "alice paused", "probe paused", "engine failed", "engine succeeded")) {
            octane.update(
                    "INSERT INTO event (upgrade_id, at, actor, kind, status, message) VALUES (1, now(), ?, 'upgrade', ?, ?)",
                    event.split(" ")[0],
                    event.split(" ")[1],
                    event);
        }
        octane.update("INSERT INTO event (upgrade_id, step_id, at, actor, kind, status)"
                + " VALUES (1, 1, now(), 'engine', 'step', 'succeeded')");
        webhook("/hook", "").send();

        assertThat(bodies.stream()
                        .map(NoticesTest::read)
                        .map(body -> body.path("kind").asText() + ": "
                                + body.path("message").asText()))
                .containsExactly("paused: probe paused", "ended: engine succeeded");
        assertThat(headers).containsOnlyNulls();
    }

    @Test
    void aHookThatDoesNotTakeItIsAskedAgainLaterWithTheSameId() throws Exception {
        letter(1);
        var notices = webhook("/hook", "");
        for (int refusal : List.of(500, 302, 404)) {
            status = refusal;
            notices.send();
            notices.send();
            octane.update("UPDATE notice SET next_at = now()");
        }
        status = 200;
        notices.send();
        notices.send();

        assertThat(bodies).hasSize(4).doesNotContain("elsewhere");
        assertThat(bodies.stream().map(NoticesTest::read).map(body -> body.path("id")
                        .asLong()))
                .containsOnly(octane.queryForObject("SELECT id FROM notice", Long.class));
        assertThat(octane.queryForObject("SELECT attempts FROM notice WHERE sent_at IS NOT NULL", Integer.class))
                .isEqualTo(4);
    }

    @Test
    void thePauseGrowsWithEachAttempt() throws Exception {
        letter(1);
        status = 500;
        var notices = webhook("/hook", "");
        notices.send();
        double first = pause();
        octane.update("UPDATE notice SET next_at = now()");
        notices.send();
        double second = pause();
        octane.update("UPDATE notice SET next_at = now(), attempts = 1000");
        notices.send();

        assertThat(first).isBetween(3.0, 5.0);
        assertThat(second).isBetween(7.0, 10.0);
        assertThat(pause()).isBetween(590.0, 600.0);
    }

    @Test
    void oneThatWasBeingSentWhenTheServerWasKilledIsSentByTheNext() throws Exception {
        letter(1);
        octane.update("UPDATE notice SET attempts = 1, next_at = now() + interval '25 seconds'");
        webhook("/hook", "").send();
        assertThat(bodies).as("somebody may be sending it").isEmpty();

        octane.update("UPDATE notice SET next_at = now() - interval '1 second'");
        webhook("/hook", "").send();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void whatIsTooOldIsGivenUp() throws Exception {
        letter(1);
        octane.update("UPDATE notice SET at = now() - interval '25 hours'");
        webhook("/hook", "").send();

        assertThat(bodies).isEmpty();
        assertThat(octane.queryForObject("SELECT count(*) FROM notice WHERE given_up_at IS NOT NULL", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void twoInstancesSendEachOnce() throws Exception {
        for (int step = 1; step <= 30; step++) {
            letter(step);
        }
        var instances = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 2; i++) {
            var notices = webhook("/hook", "");
            instances.submit(() -> {
                notices.send();
                return null;
            });
        }
        instances.shutdown();
        assertThat(instances.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(bodies.stream().map(NoticesTest::read).map(body -> body.path("id")
                        .asLong()))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void aHookWithoutAnEndIsLeft() throws Exception {
        letter(1);
        var settings = new NotifySettings(address("/hangs"), "", null, List.of(), Duration.ofMillis(300), DAY);
        notices(settings).send();

        assertThat(octane.queryForObject("SELECT count(*) FROM notice WHERE sent_at IS NULL", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aCommandGetsItOnItsInputAndNothingElseOfOctanes() throws Exception {
        letter(1);
        var script = script("cat > \"$1\"; env > \"$1.env\"; printf '%s\\n' \"$2\" > \"$1.args\"");
        var out = folder.resolve("out");
        command(Duration.ofSeconds(10), script, out.toString(), "$(touch " + folder.resolve("shell") + ")")
                .send();

        assertThat(JSON.readTree(Files.readString(out)).at("/dead_letter/step").asText())
                .isEqualTo("dump-databases");
        assertThat(Files.readString(folder.resolve("out.args"))).startsWith("$(touch ");
        assertThat(folder.resolve("shell")).doesNotExist();
        assertThat(Files.readAllLines(folder.resolve("out.env")).stream().map(line -> line.split("=")[0]))
                .isSubsetOf("PATH", "HOME", "LANG", "LC_ALL", "TZ", "PWD", "SHLVL", "_");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aCommandThatFailsOrHangsIsRunAgain() throws Exception {
        letter(1);
        command(Duration.ofSeconds(10), script("head -c 1000000 /dev/zero; exit 3"))
                .send();
        assertThat(sent()).isZero();

        octane.update("UPDATE notice SET next_at = now()");
        command(Duration.ofMillis(300), script("sleep 60 & echo $! > " + folder.resolve("pid") + "; wait"))
                .send();
        assertThat(sent()).isZero();
        var left = Path.of("/proc", Files.readString(folder.resolve("pid")).strip(), "stat");
        await().untilAsserted(
                        () -> assertThat(isGone(left)).as("what it has started").isTrue());

        octane.update("UPDATE notice SET next_at = now()");
        command(Duration.ofSeconds(10), folder.resolve("none").toString()).send();
        assertThat(sent()).isZero();

        octane.update("UPDATE notice SET next_at = now()");
        command(Duration.ofSeconds(10), script("exit 0")).send();
        assertThat(sent()).as("it need not read").isEqualTo(1);
    }

    @Test
    void whereNobodyIsToBeToldNothingIsTried() throws Exception {
        letter(1);
        notices(new NotifySettings(null, "", null, List.of(), Duration.ofSeconds(1), DAY))
                .send();

        assertThat(octane.queryForObject("SELECT attempts FROM notice", Integer.class))
                .isZero();
    }

    private void letter(int step) {
        octane.update(
                "INSERT INTO dead_letter (upgrade_id, step_id, attempts, output, cause, remedy, status, created_at, node_names)"
                        + " VALUES (1, ?, 3, '', ?, 'octane retry 1 ' || ?, 'open', now(), '{node-4}')",
                step,
                "mysqldump: password=hunter2 \u001b]0;x\u0007 \"quoted\"",
                step);
    }

    private Notices webhook(String path, String header) {
        return notices(new NotifySettings(address(path), header, null, List.of(), Duration.ofSeconds(10), DAY));
    }

    private Notices command(Duration timeout, String... arguments) {
        return notices(new NotifySettings(null, "", null, List.of(arguments), timeout, DAY));
    }

    private Notices notices(NotifySettings settings) {
        return new Notices(
                new NamedParameterJdbcTemplate(database),
                text -> text == null ? null : text.replaceAll("password=\\S+", "password=******"),
                settings);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private String script(String body) throws IOException {
        var file = Files.createTempFile(
                folder,
                "tell",
                ".sh",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, "#!/bin/bash\n" + body + "\n").toString();
    }

    private double pause() {
        return octane.queryForObject(
                "SELECT EXTRACT(EPOCH FROM next_at - clock_timestamp()) FROM notice", Double.class);
    }

    private int sent() {
        return octane.queryForObject("SELECT count(*) FROM notice WHERE sent_at IS NOT NULL", Integer.class);
    }

    private static boolean isGone(Path stat) throws IOException {
        try {
            return Files.readString(stat).contains(") Z ");
        } catch (java.nio.file.NoSuchFileException e) {
            return true;
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
