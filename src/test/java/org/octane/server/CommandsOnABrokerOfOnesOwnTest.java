package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.broker.EmbeddedBroker;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;

/**
 * Commands to a real server whose broker is not in its process. Astute's broker takes connections and never says a word, so that
 * each plan takes seconds.
 */
class CommandsOnABrokerOfOnesOwnTest {

    private static final String ANSWERS = "octane.answers.billing";
    private static final int PLANS = 20;
    private static final String PLAN =
            "{\"method\":\"POST\",\"path\":\"/upgrades/plan\",\"body\":{\"original_cluster_id\":1}}";
    private static final String ABORT = "{\"method\":\"POST\",\"path\":\"/upgrades/77/abort\"}";

    @TempDir
    private Path folder;

    private ServerSocket silent;
    private EmbeddedBroker broker;
    private int spare;
    private Server server;
    private Connection connection;
    private Session session;
    private MessageConsumer answers;

    @BeforeEach
    void start() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            spare = free.getLocalPort();
        }
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        broker = EmbeddedBroker.startFor(Set.of("billing"), folder.resolve("broker"));
        Files.writeString(
                folder.resolve("application.properties"),
                "octane.http.port=0\noctane.database.user=postgres\noctane.nailgun.migrate=true\n");
        var options = Map.of(
                "octane.database.url",
                TestPostgres.url(TestPostgres.nailgun()),
                "octane.astute.url",
                "amqp://127.0.0.1:" + silent.getLocalPort(),
                "octane.astute.password",
                "guest",
                "octane.broker.url",
                "failover:(" + broker.url() + ",amqp://127.0.0.1:" + spare + ")",
                "octane.broker.user",
                broker.user(),
                "octane.broker.password-file",
                folder.resolve("broker/password").toString(),
                "octane.broker.senders",
                "billing:operator");
        var settings = Settings.load(folder, List.of(), Map.of(), new Properties(), options);
        server = Server.start(
                ServerSettings.of(settings, "test"), CatalogueReader.read(folder.resolve("steps.d")), folder);
        connect();
    }

    private void connect() throws Exception {
        connection = new JmsConnectionFactory(
                        "billing",
                        Files.readString(folder.resolve("broker/billing.password")),
                        broker.url() + "?jms.populateJMSXUserID=true")
                .createConnection();
        connection.start();
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        answers = session.createConsumer(session.createQueue(ANSWERS));
    }

    @AfterEach
    void end() throws Exception {
        connection.close();
        server.close();
        broker.close();
        silent.close();
    }

    @Test
    void anAbortIsNotHeldByAPlanThatAServerWorksAt() throws Exception {
        send(PLAN, null);
        send(ABORT, null);

        assertThat(answer())
                .startsWith("{\"status\":404,\"code\":\"not-found\"")
                .contains("77");
        assertThat(answer()).startsWith("{\"status\":200,");
    }

    @Test
    void steeringWaitsBehindNothingHoweverManyPlansWereAskedFor() throws Exception {
        for (int i = 0; i < PLANS; i++) {
            send(PLAN, null);
        }
        send(ABORT, "steering");

        assertThat(answer())
                .startsWith("{\"status\":404,\"code\":\"not-found\"")
                .contains("77");
    }

    @Test
    void steeringWaitsBehindNoPlanThatWasSentAsSteering() throws Exception {
        for (int i = 0; i < PLANS; i++) {
            send(PLAN, "steering");
        }
        send(ABORT, "steering");

        for (int i = 0; i < PLANS + 1; i++) {
            assertThat(answer())
                    .satisfiesAnyOf(
                            answer -> assertThat(answer)
                                    .startsWith("{\"status\":400,")
                                    .contains("planUpgrade"),
                            answer -> assertThat(answer)
                                    .startsWith("{\"status\":404,")
                                    .contains("77"));
        }
    }

    /** As of a pair with one store: the other one serves what the first had. */
    @Test
    void theBrokerThatTakesOverFromTheOtherIsFound() throws Exception {
        send(ABORT, null);
        assertThat(answer()).startsWith("{\"status\":404,");

        connection.close();
        broker.close();
        broker = EmbeddedBroker.startFor(Set.of("billing"), folder.resolve("broker"), spare);
        connect();
        send(ABORT, null);

        assertThat(answer()).startsWith("{\"status\":404,");
    }

    private void send(String command, String subject) throws JMSException {
        var message = session.createTextMessage(command);
        message.setJMSReplyTo(session.createQueue(ANSWERS));
        message.setJMSType(subject);
        session.createProducer(session.createQueue("octane.commands")).send(message);
    }

    private String answer() throws JMSException {
        return answers.receive(120_000).getBody(String.class);
    }
}
