package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.AsyncApi;
import org.octane.TestPostgres;
import org.octane.broker.EmbeddedBroker;
import org.octane.nailgun.AnswerContract;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever the contract has is carried out as a command, too, by a real server on Nailgun's sample cloud, and answered as over HTTP. */
class EveryOperationAsACommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANSWERS = "octane.answers.billing";
    private static final AnswerContract CONTRACT = new AnswerContract();
    private static final String REASON = "{\"person\": \"bob\", \"reason\": \"Done by hand\"}";

    /** Of operations that can't do without. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("createUpgrade", "{\"original_cluster_id\": 1}"),
            Map.entry("planUpgrade", "{\"original_cluster_id\": 1}"),
            Map.entry("limitUpgrade", "{\"role\": \"compute\", \"max_unavailable\": 1}"),
            Map.entry("skipStep", REASON),
            Map.entry("discardDeadLetter", REASON),
            Map.entry("createCluster", "{\"name\": \"another\", \"release_id\": 4}"),
            Map.entry("updateCluster", "{\"name\": \"renamed\"}"),
            Map.entry("updateClusterAttributes", "{\"editable\": {}}"),
            Map.entry("joinCluster", "[{\"id\": 10, \"roles\": [\"compute\"]}]"),
            Map.entry("cloneCluster", "{\"name\": \"the-seed\", \"release_id\": 4}"),
            Map.entry("assignNodes", "{\"node_id\": 4}"),
            Map.entry("cloneIps", "{\"networks\": [\"management\"]}"),
            Map.entry(
                    "createRelease",
                    "{\"name\": \"Of a test\", \"version\": \"2042.1-99\", \"operating_system\": \"Ubuntu\"}"),
            Map.entry("updateRelease", "{\"description\": \"Another one\"}"),
            Map.entry("createNotification", "{\"topic\": \"warning\", \"message\": \"It rains\"}"),
            Map.entry("updateNotifications", "[{\"id\": 1, \"status\": \"read\"}]"),
            Map.entry("updateNotification", "{\"status\": \"read\"}"));

    /** What the operation itself says of those that there is nothing for in this cloud. */
    private static final Map<String, String> REFUSALS = Map.of(
            "limitUpgrade", "Upgrade 1 has no batches of role 'compute'",
            "startUpdate", "Can't update environment 'renamed'",
            "assignNodes", "Node 4 is already assigned to cluster 1",
            "copyVips", "Given cluster is not seed cluster",
            "cloneIps", "Seed cluster should has at least one controller");

    @TempDir
    private static Path folder;

    private static EmbeddedBroker astute;
    private static EmbeddedBroker broker;
    private static Server server;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        astute = EmbeddedBroker.start(folder.resolve("astute"), 0);
        broker = EmbeddedBroker.startFor(Set.of("billing"), folder.resolve("broker"));
        var nailgun = TestPostgres.nailgun();
        Files.writeString(
                folder.resolve("application.properties"),
                "octane.http.port=0\noctane.database.user=postgres\noctane.nailgun.migrate=true\n"
                        + "octane.probe.api=none\n");
        var options = new HashMap<>(Map.of(
                "octane.database.url", TestPostgres.url(nailgun),
                "octane.astute.url", astute.url(),
                "octane.astute.user", astute.user(),
                "octane.astute.password", astute.password()));
        options.put("octane.broker.url", broker.url());
        options.put("octane.broker.user", broker.user());
        options.put(
                "octane.broker.password-file", folder.resolve("broker/password").toString());
        options.put("octane.broker.senders", "billing:operator");
        var settings = Settings.load(folder, List.of(), Map.of(), new Properties(), options);
        server = Server.start(
                ServerSettings.of(settings, "test"), CatalogueReader.read(folder.resolve("steps.d")), folder);
        aFailedUpgrade(nailgun);
        connection = new JmsConnectionFactory(
                        "billing",
                        Files.readString(folder.resolve("broker/billing.password")),
                        broker.url() + "?jms.populateJMSXUserID=true")
                .createConnection();
        connection.start();
    }

    @AfterAll
    static void end() throws Exception {
        connection.close();
        server.close();
        broker.close();
        astute.close();
    }

    private static void aFailedUpgrade(DataSource database) {
        var sql = new JdbcTemplate(database);
        sql.update(
                "INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                        + " VALUES ('sample-seed', 'side-by-side', 'failed', 1, 4, 'alice', now())");
        sql.update("INSERT INTO octane.stage (upgrade_id, number, name, title, estimate_seconds)"
                + " VALUES (1, 1, 'prepare', 'The Fuel master is made ready', 60)");
        sql.update("INSERT INTO octane.step_group (upgrade_id, number, after, open) VALUES (1, 1, '{}', 1)");
        sql.update(
                "INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses,"
                        + " estimate_seconds, timeout_seconds, max_attempts, status)"
                        + " VALUES (1, 1, 1, 'prepare', 'remember-master', 'It is remembered', '{0}', '{}', '{}', 1, 60, 3, 'dead')");
        sql.update(
                "INSERT INTO octane.dead_letter (upgrade_id, step_id, node_names, attempts, exit_code, output, cause, remedy, status,"
                        + " created_at) VALUES (1, 1, '{master}', 3, 28, '', 'no space left', 'Make room.', 'open', now())");
        sql.update(
                "INSERT INTO tasks (uuid, name, status, progress, cluster_id) VALUES ('t', 'deployment', 'ready', 100, 1)");
    }

    static Stream<Named<AnswerContract.Operation>> operations() {
        return CONTRACT.operations().stream().map(operation -> Named.of(operation.id(), operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isCarriedOut(AnswerContract.Operation operation) throws Exception {
        var path = operation
                .path()
                .replace("{release_id}", operation.id().equals("deleteRelease") ? "3" : "4")
                .replace("{node_id}", "4")
                .replaceAll("\\{\\w+}", "1");

        var answer = answer(operation.method(), path, BODIES.get(operation.id()));

        int status = answer.path("status").asInt();
        assertThat(CONTRACT.violations(operation.method(), path, status, answer.path("body")))
                .as(answer.toString())
                .isEmpty();
        assertThat(sentence(answer)).as("it got as far as the operation").doesNotStartWith("There is no resource");
        if (status == 400) {
            assertThat(sentence(answer))
                    .as("what the operation says, not the contract")
                    .startsWith(REFUSALS.getOrDefault(operation.id(), "no sentence that is known"));
        } else if (succeeds(operation)) {
            assertThat(status).as(answer.toString()).isNotIn(404, 500, 503);
        }
    }

    @Test
    void theServersAreListed() throws Exception {
        var answer = answer("GET", "/servers?limit=10", null);

        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("body")).singleElement().satisfies(one -> {
            assertThat(one.path("name").asText()).isEqualTo("test");
            assertThat(one.path("state").asText()).isEqualTo("here");
            assertThat(one.path("schema_number").asInt()).isPositive();
        });
        assertThat(answer("GET", "/servers?offset=1", null).path("body")).isEmpty();
    }

    @Test
    void whatHasNoBodyOverHttpHasNullInTheAnswerAlsoIfItComesTwice() throws Exception {
        var release = "{\"name\": \"Of two\", \"version\": \"2043.1-99\", \"operating_system\": \"Ubuntu\"}";
        var path = "/releases/" + answer("POST", "/releases", release).at("/body/id");
        for (int time = 0; time < 2; time++) {
            assertThat(answer("DELETE", path, null, "gone")).hasToString("{\"status\":204,\"body\":null}");
        }
    }

    private static String sentence(JsonNode answer) {
        return answer.path("body").path("message").asText();
    }

    /** Of some the contract has nothing but refusals. */
    private static boolean succeeds(AnswerContract.Operation operation) {
        return StreamSupport.stream(
                        ((Iterable<String>) operation.description().path("responses")::fieldNames).spliterator(), false)
                .anyMatch(status -> status.startsWith("2"));
    }

    private static JsonNode answer(String method, String path, String body) throws Exception {
        return answer(method, path, body, null);
    }

    private static JsonNode answer(String method, String path, String body, String key) throws Exception {
        var command = JSON.createObjectNode().put("method", method).put("path", path);
        if (key != null) {
            command.put("idempotency_key", key);
        }
        if (body != null) {
            command.set("body", JSON.readTree(body));
        }
        assertThat(AsyncApi.violations("command", command.toString())).isEmpty();
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var message = session.createTextMessage(command.toString());
            message.setJMSReplyTo(session.createQueue(ANSWERS));
            session.createProducer(session.createQueue("octane.commands")).send(message);
            var answer = session.createConsumer(session.createQueue(ANSWERS))
                    .receive(180_000)
                    .getBody(String.class);
            assertThat(AsyncApi.violations("answer", answer)).as(answer).isEmpty();
            return JSON.readTree(answer);
        }
    }
}
