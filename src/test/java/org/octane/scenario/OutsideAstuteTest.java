package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.step.NodeShell;

/** A simulated cloud whose operator has named an Astute of their own. */
@Tag("slow")
class OutsideAstuteTest {

    private static final String TASKS = "/amq/queue/naily";
    private static final String REPLIES = "/amq/queue/octane";
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    private Path folder;

    @Test
    void isCastToAndTheSimulatedOneIsNot() throws Exception {
        try (var outside = EmbeddedBroker.start(folder.resolve("outside"), 0, Set.of(TASKS, REPLIES), Set.of());
                var server = RunningServer.start(
                        folder,
                        Map.of(
                                "OCTANE_ASTUTE_URL", outside.url(),
                                "OCTANE_ASTUTE_USER", outside.user(),
                                "OCTANE_ASTUTE_PASSWORD", outside.password()))) {
            var node = assignedToASeed(server);

            assertThat(cast(outside)).contains("provision", "\"uid\":\"" + node + "\"");
            assertThat(server.data().resolve("world/astute/journal"))
                    .as("what the simulated one had in hand")
                    .doesNotExist();
        }
    }

    /** @return a node that is installed anew for it */
    private static int assignedToASeed(RunningServer server) throws IOException {
        var api = server.api();
        var seed = api.post("/clusters/1/upgrade/clone", "{\"name\": \"seed\", \"release_id\": 4}");
        assertThat(seed.status()).as(seed.body()).isEqualTo(200);
        for (var node : api.get("/nodes").json()) {
            if (node.path("cluster").asInt() == 1
                    && node.path("roles").toString().contains("compute")) {
                int id = node.path("id").asInt();
                var path = "/clusters/" + seed.json().path("id").asInt() + "/upgrade/assign";
                var body = "{\"nodes_ids\": [" + id + "]}";
                var refused = api.post(path, body);
                assertThat(refused.status()).as("VMs run there").isEqualTo(409);
                assertThat(refused.body()).contains("Nothing was installed or erased", "then ask for it again");
                assertThat(api.get("/nodes/" + id).json().path("cluster").asInt())
                        .isOne();
                empty(server, "node-" + id);
                // A VM that is stopped runs on for a while.
                Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                    var assigned = api.post(path, body);
                    assertThat(assigned.status()).as(assigned.body()).isBetween(200, 202);
                });
                return id;
            }
        }
        throw new IllegalStateException("The sample cloud has no compute");
    }

    /** As an operator on a controller. */
    private static void empty(RunningServer server, String host) {
        new NodeShell(server.cloud().world(), Map.of())
                .command(
                        "1",
                        "set -e; . ~/openrc; nova service-disable %1$s nova-compute;".formatted(host)
                                + " nova list --all-tenants --host %1$s | awk -F'|' '$2 ~ /-/ { print $2 }' | xargs -r -n 1 nova stop"
                                        .formatted(host));
    }

    private static String cast(EmbeddedBroker broker) throws JMSException {
        var factory = new JmsConnectionFactory(broker.user(), broker.password(), broker.url());
        try (var connection = factory.createConnection();
                var session = connection.createSession();
                var tasks = session.createConsumer(session.createQueue(TASKS))) {
            connection.start();
            var message = tasks.receive(PATIENCE_MILLIS);
            assertThat(message).as("a task in its queue").isNotNull();
            return new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
        }
    }
}
