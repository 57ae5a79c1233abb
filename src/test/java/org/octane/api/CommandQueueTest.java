package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.plan.Refusal;

/** The command queue with a real broker; what the operations do is the test's. */
class CommandQueueTest {

    @TempDir
    static Path folder;

    private static final List<Object> ASKED = new CopyOnWriteArrayList<>();
    private static final Main MAIN = new Main();
    private static EmbeddedBroker broker;
    private static OwnDatabase database;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder, 0);
        database = new OwnDatabase();
        var factory = new JmsConnectionFactory(broker.user(), broker.password(), broker.url());
        connection = factory.createConnection();
        connection.start();
        MAIN.bind("amqp", new AMQPComponent(factory));
        MAIN.bind(
                "commandRoutePolicy",
                new CommandRoutePolicy(
                        new RequestValidator(Contract.read("openapi/octane.yaml")), database.idempotency()));
        MAIN.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("amqp:queue:octane.commands?acknowledgementModeName=CLIENT_ACKNOWLEDGE")
                        .routeId("commands")
                        .toD("direct:${exchangeProperty.operation}");
                from("direct:createUpgrade").process(exchange -> {
                    ASKED.add(exchange.getMessage().getBody());
                    exchange.getMessage().setBody("{\"id\":7}");
                    exchange.getMessage().setHeader("CamelHttpResponseCode", 201);
                });
                from("direct:retryStep").process(exchange -> {
                    throw new Refusal(Refusal.Kind.CONFLICT, "Step 3 is running; only a dead step is retried.");
                });
            }
        });
        MAIN.start();
    }

    @AfterAll
    static void end() throws Exception {
        MAIN.stop();
        connection.close();
        broker.close();
        database.close();
    }

    @Test
    void aCommandIsCarriedOutAndAnswered() throws JMSException {
        for (int time = 0; time < 2; time++) {
            assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades/\",\"body\":{\"original_cluster_id\":1},"
                            + "\"idempotency_key\":\"k\"}"))
                    .isEqualTo("{\"status\":201,\"body\":{\"id\":7}}");
        }
        assertThat(ASKED).as("once").containsExactly(Map.of("original_cluster_id", 1));
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades/\",\"body\":{\"original_cluster_id\":2},"
                        + "\"idempotency_key\":\"k\"}"))
                .startsWith("{\"status\":409,");
    }

    @Test
    void aRefusalIsAnsweredWithItsSentence() throws JMSException {
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades/1/steps/3/retry\"}"))
                .isEqualTo("{\"status\":409,\"body\":{\"message\":\"Step 3 is running; only a dead step is retried.\","
                        + "\"errors\":[]}}");
    }

    @Test
    void whatTheContractDoesNotKnowIsRefused() throws JMSException {
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades\",\"body\":{\"original_cluster_id\":\"one\"}}"))
                .startsWith("{\"status\":400,\"body\":{\"message\":\"'one' is not of type 'integer'\"");
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/nothing\"}"))
                .startsWith("{\"status\":404,\"body\":{\"message\":\"There is no resource /nothing.\"");
        assertThat(answer("rubbish")).startsWith("{\"status\":400,\"body\":{\"message\":\"A command is a JSON object");
    }

    private static String answer(String command) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var replies = session.createQueue("answers-" + System.nanoTime());
            var message = session.createTextMessage(command);
            message.setJMSReplyTo(replies);
            session.createProducer(session.createQueue("octane.commands")).send(message);
            return session.createConsumer(replies).receive(60_000).getBody(String.class);
        }
    }
}
