package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.engine.view.UpgradeViews;
import org.octane.security.login.Logins;
import org.octane.security.login.TokenAccounts;
import org.octane.server.http.TlsFiles;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The events of an upgrade as clients follow them that come, go, sleep and are not wanted any more. */
class LiveEventsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicLong NANOS = new AtomicLong();

    @TempDir
    private static Path folder;

    private static OwnDatabase database;
    private static JdbcTemplate sql;
    private static GuardedServer server;
    private static String token;

    private long upgrade;

    @BeforeAll
    static void start() throws IOException {
        database = new OwnDatabase();
        sql = new JdbcTemplate(database.octane());
        var accounts = TokenAccounts.in(folder.resolve("token"));
        token = Files.readString(folder.resolve("token")).strip();
        server = new GuardedServer(
                new Logins(List.of(accounts), Duration.ofMinutes(30), Duration.ofHours(12), NANOS::get),
                "",
                TlsFiles.NONE,
                new UpgradeViews(new NamedParameterJdbcTemplate(database.octane()), Clock.systemUTC()).log(),
                Duration.ofMillis(100));
    }

    @AfterAll
    static void end() {
        server.close();
        database.close();
    }

    @BeforeEach
    void anUpgrade() {
        sql.update("UPDATE upgrade SET status = 'succeeded'");
        upgrade = sql.queryForObject(
                "INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                        + " VALUES ('rack', 'side-by-side', 'running', 1, 2, 'alice', now()) RETURNING id",
                Long.class);
    }

    @Test
    void whatHappensIsToldToWhoeverFollows() {
        event("before");
        try (var board = follow()) {
            board.has("before");
            event("now");
            board.has("before", "now");
            assertThat(board.type()).isEqualTo("text/event-stream");
            assertThat(board.ended()).isFalse();
        }
    }

    @Test
    void anEventIsNotMissedThatWasWrittenEarlierAndCommittedLater() throws SQLException {
        try (var board = follow();
                var slow = database.octane().getConnection();
                var quick = database.octane().getConnection()) {
            slow.setAutoCommit(false);
            quick.setAutoCommit(false);
            // The transaction of the later event is the older one.
            quick.createStatement().execute("UPDATE upgrade SET message = 'x' WHERE id = -1");
            quick.createStatement().execute("SELECT txid_current()");
            event(slow, "earlier");
            event(quick, "later");
            quick.commit();
            board.has("later");
            slow.commit();
            board.has("later", "earlier");
        }
    }

    @Test
    void aTransactionOfAnybodyElseThatTakesLongDelaysNothing() throws SQLException {
        try (var board = follow();
                var other = database.octane().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT txid_current()");
            event("in the meantime");
            board.has("in the meantime");
        }
    }

    @Test
    void whoWasCutOffGoesOnAfterTheLastEventSeen() {
        event("first");
        event("second");
        String seen;
        try (var board = follow()) {
            board.has("first", "second");
            seen = board.ids().get(0);
        }
        event("third");
        try (var board = follow("Last-Event-ID", seen)) {
            board.has("second", "third");
        }
    }

    @Test
    void itEndsAfterTheLastEventOfAnUpgradeThatIsOver() {
        try (var board = follow()) {
            event("last");
            sql.update("UPDATE upgrade SET status = 'failed' WHERE id = ?", upgrade);
            board.has("last");
            assertThat(board.ended()).as("somebody may retry").isFalse();
            sql.update("UPDATE upgrade SET status = 'succeeded' WHERE id = ?", upgrade);
            await().until(board::ended);
            assertThat(board.lines).endsWith("event: end", "data: {}", "");
        }
    }

    @Test
    void aLogoutEndsItAndNobodyElses() {
        var session = login();
        try (var one = follow("Cookie", session);
                var other = follow("Cookie", login())) {
            server.sendBody("POST", "/logout", "", "Cookie", session, "Origin", server.url());
            await().until(one::ended);
            event("after");
            other.has("after");
            assertThat(one.messages()).isEmpty();
        }
    }

    @Test
    void aSessionThatNobodyUsesEndsThoughItHasAStreamOpen() {
        try (var board = follow("Cookie", login())) {
            event("seen");
            board.has("seen");
            NANOS.addAndGet(Duration.ofMinutes(31).toNanos());
            await().until(board::ended);
        }
    }

    @Test
    void fiftyBoardsHoldNeitherThreadsNorConnections() {
        var boards = new ArrayList<FollowedEvents>();
        var before = Thread.getAllStackTraces().keySet();
        try {
            IntStream.range(0, 50).forEach(i -> boards.add(follow()));
            event("to all");
            boards.forEach(board -> board.has("to all"));
            assertThat(sql.queryForObject(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()", Integer.class))
                    .isLessThanOrEqualTo(6);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> thread.getName().startsWith("vert.x-worker")
                            || thread.getName().equals("events"))
                    .hasSizeLessThan(25);
        } finally {
            boards.forEach(FollowedEvents::close);
        }
    }

    @Test
    void whoDoesNotReadDelaysNobodyAndMissesNothing() throws IOException {
        try (var asleep = new Socket("127.0.0.1", URI.create(server.url()).getPort());
                var board = follow()) {
            asleep.setSoTimeout(10_000);
            asleep.getOutputStream()
                    .write(("GET /api/v1/upgrades/" + upgrade + "/events HTTP/1.1\r\nHost: localhost\r\n"
                                    + "X-Auth-Token: " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var large = "x".repeat(500_000);
            IntStream.range(0, 40).forEach(i -> event(i + large));
            board.has(IntStream.range(0, 40).mapToObj(i -> i + large).toArray(String[]::new));
            assertThat(countTo(asleep.getInputStream(), "39x")).isEqualTo(40);
        }
    }

    /** Nothing happens meanwhile, so nothing is sent by which it would be noticed. */
    @Test
    void whoHasGoneIsNotKeptUntilSomethingHappens() throws IOException {
        await().until(() -> server.followers() == 0);
        try (var guest = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            guest.getOutputStream()
                    .write(("GET /api/v1/upgrades/" + upgrade + "/events HTTP/1.1\r\nHost: localhost\r\n"
                                    + "X-Auth-Token: " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            await().until(() -> server.followers() == 1);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> server.followers() == 0);
    }

    @Test
    void whatCanNotBeFollowedEventsIsAnErrorAsAnyOther() {
        assertThat(get("/api/v1/upgrades/99999/events").body())
                .isEqualTo("{\"message\":\"Upgrade with id 99999 was not found.\",\"errors\":[]}");
        assertThat(get("/api/v1/upgrades/99999/events").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/upgrades/x/events").body())
                .isEqualTo("{\"message\":\"'x' is no whole number: upgrade_id.\",\"errors\":[]}");
        assertThat(get("/api/v1/upgrades/1/events", "Last-Event-ID", "-1").statusCode())
                .isEqualTo(400);
        assertThat(server.send("GET", "/api/v1/upgrades/" + upgrade + "/events").statusCode())
                .isEqualTo(401);
    }

    private static HttpResponse<String> get(String path, String... headers) {
        var all = Stream.concat(Stream.of("X-Auth-Token", token), Stream.of(headers));
        return server.send("GET", path, all.toArray(String[]::new));
    }

    private static String login() {
        var form = HttpRequest.newBuilder(URI.create(server.url() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", server.url())
                .POST(BodyPublishers.ofString("name=operator&secret=" + token))
                .build();
        return HTTP.sendAsync(form, BodyHandlers.discarding())
                .join()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
    }

    private void event(String message) {
        sql.execute((Connection connection) -> event(connection, message));
    }

    private Void event(Connection connection, String message) throws SQLException {
        try (var statement =
                connection.prepareStatement("INSERT INTO event (upgrade_id, at, actor, kind, status, message)"
                        + " VALUES (?, now(), 'alice', 'upgrade', 'running', ?)")) {
            statement.setLong(1, upgrade);
            statement.setString(2, message);
            statement.execute();
            return null;
        }
    }

    private FollowedEvents follow(String... headers) {
        var who = headers.length > 0 && headers[0].equals("Cookie")
                ? headers
                : Stream.concat(Stream.of("X-Auth-Token", token), Stream.of(headers))
                        .toArray(String[]::new);
        return new FollowedEvents(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/upgrades/" + upgrade + "/events"))
                        .headers(who)
                        .build());
    }

    /** How many events come until one has this message. */
    private static int countTo(InputStream stream, String last) throws IOException {
        var seen = new StringBuilder();
        var bytes = new byte[1 << 16];
        while (seen.indexOf("\"message\" : \"" + last) < 0) {
            int count = stream.read(bytes);
            seen.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        }
        return seen.toString().split("event: upgrade", -1).length - 1;
    }
}
