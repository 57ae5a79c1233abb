package org.octane.preflight.reach;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.plan.Cloud;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.ProbeScripts;
import org.octane.preflight.Verdict;
import org.octane.server.CamelProducer;
import org.octane.step.Outcome;

/** Brokers as they are before {@code prepare}, which makes them speak AMQP 1.0 and gives them the queue octane. */
class AstuteBrokerTest {

    private static final String NAILY = "/amq/queue/naily";
    private static final String OCTANE = "/amq/queue/octane";

    private final Main main = new Main();
    /** What RabbitMQ on the Fuel master tells of the queue naily. */
    private volatile String figures = "0 0 7";

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:preflight-look")
                        .process(exchange -> exchange.getMessage().setBody(Outcome.done("", Map.of("queue", figures))));
            }
        });
        main.start();
    }

    @AfterEach
    void end() {
        main.stop();
    }

    @Test
    void aBrokerThatPrepareLetsSpeakPassesWhileAstuteRuns() throws IOException {
        try (var broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(look(speaks091(broker), "prepare", "upgrade-env"))
                    .matches(Verdict::passed)
                    .extracting(Verdict::found)
                    .isEqualTo("Astute takes from its queue, with 7 workers; the stage prepare lets its broker speak"
                            + " AMQP 1.0.");
            assertThat(look(speaks091(broker), "upgrade-env"))
                    .as("without prepare")
                    .matches(verdict -> !verdict.passed());
        }
    }

    /** Before anything is changed, and not after prepare. */
    @Test
    void anAstuteThatIsDeadFailsThoughItsBrokerSpeaksNoAmqp1Yet() throws IOException {
        figures = "0 0 0";
        try (var broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(look(speaks091(broker), "prepare", "upgrade-env"))
                    .matches(verdict -> !verdict.passed())
                    .extracting(Verdict::found)
                    .isEqualTo("Astute does not run: its queue naily has no consumer.");
        }
    }

    /** As cleanup-fuel of another cluster's upgrade leaves it: RabbitMQ drops the plugin when it starts the next time. */
    @Test
    void theQueueForRepliesMayLackWherePrepareMakesIt() {
        try (var broker = EmbeddedBroker.start(folder, 0, Set.of(NAILY), Set.of())) {
            assertThat(look(to(broker), "prepare", "upgrade-env"))
                    .matches(Verdict::passed)
                    .extracting(Verdict::found)
                    .isEqualTo("Astute takes from its queue, with 7 workers; the stage prepare makes the one for its"
                            + " replies.");
            assertThat(look(to(broker), "upgrade-env"))
                    .as("without prepare")
                    .matches(verdict -> !verdict.passed())
                    .extracting(Verdict::remedy)
                    .asString()
                    .contains("rabbitmqctl list_queues");
        }
    }

    @Test
    void whereAstutesOwnQueueLacksNothingHelps() {
        try (var broker = EmbeddedBroker.start(folder, 0, Set.of(OCTANE), Set.of())) {
            assertThat(look(to(broker), "prepare", "upgrade-env")).matches(verdict -> !verdict.passed());
        }
    }

    private record Broker(ConnectionFactory factory, URI address) {}

    private static Broker to(EmbeddedBroker broker) {
        return new Broker(client(broker.user(), broker.password(), broker.url()), URI.create(broker.url()));
    }

    private static Broker speaks091(ServerSocket broker) {
        var thread = new Thread(() -> answer091(broker));
        thread.setDaemon(true);
        thread.start();
        var url = "amqp://127.0.0.1:" + broker.getLocalPort();
        return new Broker(client("octane", "none", url), URI.create(url));
    }

    private static ConnectionFactory client(String user, String password, String url) {
        return new JmsConnectionFactory(
                user,
                password,
                "failover:(" + url
                        + ")?failover.startupMaxReconnectAttempts=1&jms.requestTimeout=20000&jms.queuePrefix=/amq/queue/");
    }

    private static void answer091(ServerSocket broker) {
        try {
            while (true) {
                try (var client = broker.accept()) {
                    client.getOutputStream().write("AMQP\0\0\u0009\u0001".getBytes(StandardCharsets.ISO_8859_1));
                    client.getOutputStream().flush();
                    client.getInputStream().readNBytes(8);
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private Verdict look(Broker broker, String... stages) {
        var cloud = new Cloud(
                1,
                "cloud",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu"),
                null,
                List.of(
                        new Cloud.Node(1, "node-1", 1, List.of("controller"), "ready", true),
                        new Cloud.Node(5, "node-5", 1, List.of("compute"), "ready", true)),
                List.of(new Cloud.Node(10, "node-10", null, List.of(), "discover", true)));
        var options = new PlanOptions("side-by-side", List.of(10), List.of(stages), List.of(), null, true, false);
        var upgrade = new PlannedUpgrade(cloud, new Planner(Catalogues.BUILT).plan(cloud, options), options);
        var probes = new NodeProbes(upgrade, new ProbeScripts(new CamelProducer(main), Runnable::run), null);
        return new AstuteBroker(broker.factory(), broker.address()).look(upgrade, probes);
    }
}
