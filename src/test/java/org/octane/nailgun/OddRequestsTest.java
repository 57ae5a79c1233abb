package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that no client of good sense sends: too long, blank, cut, in another encoding, or with something twice. */
class OddRequestsTest {

    private static DataSource database;
    private static NailgunServer server;

    @BeforeAll
    static void start() {
        database = NailgunDatabase.sample();
        server = new NailgunServer(database);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void aMessageLongerThanANotificationHoldsIsRefused() {
        var refused = server.post("/api/v1/notifications", notification("x".repeat(10_001)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).endsWith("… is too long");
        assertThat(server.post("/api/v1/notifications", notification("x".repeat(10_000)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void messagesOfMegabytesThatAreThereAlreadyAreShownUpToTheirBound() {
        var jdbc = new JdbcTemplate(database);
        for (int i = 0; i < 8; i++) {
            jdbc.update("insert into notifications (topic, message, status, datetime)"
                    + " values ('done', repeat('y', 9500000), 'unread', now())");
        }
        try {
            var all = server.get("/api/v1/notifications");

            assertThat(all.status()).isEqualTo(200);
            assertThat(all.text().length()).isLessThan(200_000);
            assertThat(all.body().findValuesAsText("message")).contains("y".repeat(10_000));
        } finally {
            jdbc.update("delete from notifications where message like 'yyy%'");
        }
    }

    /** Cut to 32 bits it would be the id of another one. */
    @Test
    void aNumberThatIsTooLargeForAnIdIsRefusedAndNotTakenForAnother() {
        var jdbc = new JdbcTemplate(database);
        long beyond = 1L << Integer.SIZE;
        var notification = jdbc.queryForObject("select min(id) from notifications where status = 'unread'", Long.class);
        var before = jdbc.queryForList("select id, status from notifications order by id");

        for (var call : List.of(
                server.put("/api/v1/clusters/1", Map.of("pending_release_id", beyond + 2)),
                server.post("/api/v1/clusters", Map.of("name", "beyond", "release_id", beyond + 4)),
                server.post("/api/v1/notifications", Map.of("topic", "done", "message", "m", "node_id", beyond + 1)),
                server.put("/api/v1/notifications", List.of(Map.of("id", beyond + notification, "status", "read"))),
                server.post("/api/v1/upgrades/plan", Map.of("original_cluster_id", beyond + 1)),
                server.post("/api/v1/upgrades", Map.of("original_cluster_id", 1, "controllers", List.of(-beyond))))) {
            assertThat(call.status()).as(call.text()).isEqualTo(400);
            assertThat(call.message()).contains(" than the m").contains("214748364");
        }

        assertThat(jdbc.queryForObject("select pending_release_id from clusters where id = 1", Integer.class))
                .isNull();
        assertThat(jdbc.queryForList("select id, status from notifications order by id"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "nodes", "releases", "tasks", "transactions", "notifications"})
    void aListComesInPages(String list) {
        var all = server.get("/api/v1/" + list).body();
        assertThat(all.size()).isPositive();

        assertThat(server.get("/api/v1/" + list + "?limit=1").body()).containsExactly(all.get(0));
        var rest = server.get("/api/v1/" + list + "?limit=1000&offset=1").body();
        assertThat(rest).hasSize(all.size() - 1);
        if (all.size() > 1) {
            assertThat(rest.get(0)).isEqualTo(all.get(1));
        }
        for (var wrong : List.of("limit=0", "limit=1001", "limit=-1", "offset=-1", "limit=x", "limit=1&limit=2")) {
            assertThat(server.get("/api/v1/" + list + "?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void aParameterOfAnotherCallIsRefused() {
        assertThat(server.get("/api/v1/nodes/1?limit=1&offset=5").message())
                .isEqualTo("There is no parameter 'limit' here, nor any other.");
        assertThat(server.get("/api/v1/nodes?node_id=1").message())
                .isEqualTo("There is no parameter 'node_id' here, only cluster_id, limit, offset.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"   ", "\t", "two\nlines", "a bell\u0007", "\u00a0", "trailing\n"})
    void aNameThatNobodyCouldReadIsRefused(String name) {
        for (var call : List.of(
                server.post("/api/v1/clusters", Map.of("name", name, "release_id", 2)),
                server.put("/api/v1/clusters/1", Map.of("name", name)),
                server.post("/api/v1/clusters/1/upgrade/clone", Map.of("name", name, "release_id", 4)),
                server.post("/api/v1/upgrades", Map.of("original_cluster_id", 1, "name", name)),
                server.put("/api/v1/releases/2", Map.of("name", name)))) {
            assertThat(call.status()).as(call.text()).isEqualTo(400);
            assertThat(call.message()).endsWith(" is blank or holds a control character");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "Idempotency-Key: k",
                "Last-Event-ID: 1",
                "X-Auth-Token: x",
                "Authorization: Basic eDp5",
                "Origin: http://127.0.0.1"
            })
    void aHeaderThatComesTwiceIsRefused(String header) throws IOException {
        var twice = header + "\r\n" + header + "\r\n";

        assertThat(sent(
                        "POST /api/v1/notifications HTTP/1.1\r\n" + host(header) + twice + "Content-Length: 2\r\n",
                        "{}"))
                .startsWith("HTTP/1.1 400 ")
                .contains("comes more than once.\",\"errors\":[]}");
        assertThat(sent("GET /api/v1/clusters HTTP/1.1\r\n" + host(header) + twice, ""))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aBodyThatIsNoUtf8IsRefused() throws IOException {
        var body = "{\"topic\": \"done\", \"message\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(sent(
                        "POST /api/v1/notifications HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                + server.login() + "\r\nContent-Length: " + body.length + "\r\n",
                        body))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"message\":\"The body is not UTF-8.\"");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAsAllElseIs() throws IOException {
        var large = new byte[10 * 1024 * 1024 + 1];

        assertThat(sent(
                        "POST /api/v1/notifications HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                + server.login() + "\r\nContent-Length: " + large.length + "\r\n",
                        large))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/json")
                .contains("{\"message\":\"The body is too large.\",\"errors\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"GET,nodes,''", "GET,notifications,''", "POST,notifications,{"})
    void whoIsGoneBeforeTheAnswerIsNoErrorOfTheServers(String method, String path, String body) throws IOException {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        new JdbcTemplate(database)
                .update("insert into notifications (topic, message, status, datetime)"
                        + " select 'done', repeat('z', 9000), 'unread', now() from generate_series(1, 1000)");
        root.addAppender(said);
        try {
            for (int i = 0; i < 5; i++) {
                gone(method + " /api/v1/" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + server.login() + "\r\nContent-Length: " + body.length() * 1000 + "\r\n\r\n" + body);
            }
            assertThat(server.get("/api/v1/nodes").status()).isEqualTo(200);
        } finally {
            root.detachAppender(said);
            new JdbcTemplate(database).update("delete from notifications where message like 'zzz%'");
        }
        assertThat(said.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::toString)
                .isEmpty();
    }

    /** Waits for the first byte of an answer, if one can come, and no longer. */
    private static void gone(String request) throws IOException {
        var address = server.address().split(":");
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(20_000);
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            if (request.startsWith("GET")) {
                assertThat(socket.getInputStream().read()).isPositive();
            }
        }
    }

    private static Map<String, Object> notification(String message) {
        return Map.of("topic", "done", "message", message);
    }

    private static String host(String header) {
        return header.startsWith("Host") ? "" : "Host: 127.0.0.1\r\n";
    }

    private static String sent(String head, String body) throws IOException {
        return sent(
                head + (head.contains("X-Auth-Token") ? "" : server.login() + "\r\n"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String sent(String head, byte[] body) throws IOException {
        var address = server.address().split(":");
        var request = new ByteArrayOutputStream();
        request.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.write(body);
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toByteArray());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
