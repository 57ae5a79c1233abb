package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.AsyncApi;
import org.octane.audit.AuditEntry;
import org.octane.broker.EmbeddedBroker;
import org.octane.plan.Refusal;
import org.octane.security.login.Person;
import org.octane.security.login.Role;

/** The command queue with a real broker; what the operations do is the test's. */
class CommandQueueTest {

    @TempDir
    static Path folder;

    private static final String QUIET = "?amqp.traceFrames=false";
    private static final List<AuditEntry> NOTED = new CopyOnWriteArrayList<>();
    private static final List<Object> ASKED = new CopyOnWriteArrayList<>();
    private static final CountDownLatch LOOKING = new CountDownLatch(1);
    private static final CountDownLatch ANSWERED = new CountDownLatch(1);
    private static final Main MAIN = new Main();
    private static EmbeddedBroker broker;
    private static OwnDatabase database;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.startFor(Set.of("billing", "monitor"), folder);
        database = new OwnDatabase();
        var factory =
                new JmsConnectionFactory(broker.user(), broker.password(), broker.url() + "?jms.prefetchPolicy.all=0");
        connection = connection("billing");
        MAIN.bind("amqp", new AMQPComponent(factory));
        MAIN.bind(
                "commandRoutePolicy",
                new CommandRoutePolicy(
                        new RequestValidator(Contract.read("openapi/octane.yaml")),
                        database.idempotency(),
                        NOTED::add,
                        new Senders(EmbeddedBroker.SENDER, CommandQueueTest::person)));
        MAIN.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("amqp:queue:octane.commands?acknowledgementModeName=CLIENT_ACKNOWLEDGE"
                                + "&cacheLevelName=CACHE_CONSUMER&concurrentConsumers=8")
                        .routeId("commands")
                        .toD("direct:${exchangeProperty.operation}");
                from("direct:createUpgrade").process(exchange -> {
                    ASKED.add(exchange.getMessage().getBody());
                    exchange.getMessage().setBody("{\"id\":7}");
                    exchange.getMessage().setHeader("CamelHttpResponseCode", 201);
                });
                from("direct:planUpgrade").process(exchange -> {
                    LOOKING.countDown();
                    ANSWERED.await();
                    exchange.getMessage().setBody("{}");
                });
                from("direct:watchEvents").process(exchange -> {
                    exchange.getMessage().setBody("retry: 500\n\nid: 1\ndata: {\"at\": \"now\"}\n\n");
                    exchange.getMessage().setHeader("Content-Type", "text/event-stream");
                });
                from("direct:abortUpgrade").setBody(constant("{}"));
                from("direct:pauseUpgrade").process(exchange -> {
                    ASKED.add(exchange.getMessage().getBody());
                    exchange.getMessage().setBody("{}");
                });
                from("direct:startUpgrade").process(exchange -> {
                    ASKED.add(exchange.getMessage().getHeader("cluster_id") + " "
                            + exchange.getMessage().getHeader("node"));
                    exchange.getMessage().setBody("{}");
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
        assertThat(ASKED).as("once").containsOnlyOnce(Map.of("original_cluster_id", 1, "person", "billing"));
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades/\",\"body\":{\"original_cluster_id\":2},"
                        + "\"idempotency_key\":\"k\"}"))
                .startsWith("{\"status\":409,");
    }

    @Test
    void whatIsNoJsonOverHttpIsATextInTheAnswer() throws Exception {
        var answer = new ObjectMapper().readTree(answer("{\"method\":\"GET\",\"path\":\"/upgrades/1/events\"}"));

        assertThat(answer.get("status").asInt()).isEqualTo(200);
        assertThat(answer.get("body").asText()).isEqualTo("retry: 500\n\nid: 1\ndata: {\"at\": \"now\"}\n\n");
    }

    @Test
    void aCommandHasTheParametersOfItsQueryAndIsAnotherOneWithOthers() throws JMSException {
        assertThat(
                        answer(
                                "{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade/?node=%7B4,7%7D\",\"idempotency_key\":\"q\"}"))
                .isEqualTo("{\"status\":200,\"body\":{}}");
        assertThat(answer("{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade?node=4&node=7&cluster_id=2\"}"))
                .startsWith("{\"status\":200,");
        assertThat(ASKED).contains("1 {4,7}", "1 [4, 7]");
        assertThat(answer("{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade?node=5\",\"idempotency_key\":\"q\"}"))
                .startsWith("{\"status\":409,");
        assertThat(answer("{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade?node=%zz\"}"))
                .startsWith(
                        "{\"status\":400,\"code\":\"invalid-request\",\"body\":{\"message\":\"'%zz' is no part of a URL.");
    }

    @Test
    void anAbortDoesNotWaitBehindAPreflight() throws Exception {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue("octane.commands"))
                    .send(session.createTextMessage(
                            "{\"method\":\"POST\",\"path\":\"/upgrades/plan\",\"body\":{\"original_cluster_id\":1}}"));
            LOOKING.await();
            for (int i = 0; i < 10; i++) {
                assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades/1/abort\"}"))
                        .isEqualTo("{\"status\":200,\"body\":{}}");
            }
        } finally {
            ANSWERED.countDown();
        }
    }

    @Test
    void theSendersAccountIsTheActorWhateverTheMessageSays() throws JMSException {
        var body = "\"body\":{\"person\":\"root\"}";
        answer("{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"," + body + "}");

        assertThat(ASKED).contains(Map.of("person", "billing (for root)"));
        assertThat(NOTED).anySatisfy(entry -> assertThat(entry)
                .returns("billing (for root)", AuditEntry::actor)
                .returns("amqp", AuditEntry::via)
                .returns("pauseUpgrade", AuditEntry::action)
                .returns(200, AuditEntry::status));
    }

    @Test
    void anAccountThatIsAReaderChangesNothing() throws JMSException {
        try (var reader = connection("monitor")) {
            assertThat(answer(reader, "monitor", "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"}"))
                    .startsWith(
                            "{\"status\":403,\"code\":\"forbidden\",\"body\":{\"message\":\"monitor is a reader, and pauseUpgrade needs an operator.");
        }
        assertThat(NOTED)
                .anySatisfy(entry ->
                        assertThat(entry).returns("monitor", AuditEntry::actor).returns(403, AuditEntry::status));
    }

    @Test
    void anAccountThatIsNoSendersIsRefused() throws JMSException {
        try (var own = new JmsConnectionFactory(broker.user(), broker.password(), broker.url()).createConnection()) {
            own.start();
            assertThat(answer(own, "octane", "{\"method\":\"GET\",\"path\":\"/upgrades\"}"))
                    .startsWith(
                            "{\"status\":403,\"code\":\"forbidden\",\"body\":{\"message\":\"The account octane of the broker may send no");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"octane.steps", "octane.dead-letter", "octane.answers.monitor", "undeliverable"})
    void aSenderMaySendNothingButCommands(String queue) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            assertThatThrownBy(() ->
                            session.createProducer(session.createQueue(queue)).send(session.createTextMessage("{}")))
                    .isInstanceOf(JMSException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "octane.steps",
                "octane.commands",
                "octane.answers.monitor",
                "octane.dead-letter::octane.steps",
                "octane.steps::octane.dead-letter",
                "octane.answers.billing::octane.steps"
            })
    void aSenderMayReadNothingButItsAnswersAndDeadLetters(String queue) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            assertThatThrownBy(() -> session.createConsumer(session.createQueue(queue)))
                    .isInstanceOf(JMSException.class);
            session.createConsumer(session.createQueue("octane.dead-letter")).close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "octane.commands,0",
        "octane.commands,300000",
        "octane.commands::octane.commands,0",
        "octane.commands::octane.commands,300000"
    })
    void nobodyPassesForAnotherAccount(String queue, int padding) throws JMSException {
        try (var reader = connection("monitor");
                var session = reader.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var before = List.copyOf(ASKED);
            var replies = session.createQueue("octane.answers.monitor." + System.nanoTime());
            var message = session.createTextMessage(
                    "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"}" + " ".repeat(padding));
            message.setJMSReplyTo(replies);
            message.setStringProperty(EmbeddedBroker.SENDER, "billing");
            session.createProducer(null).send(session.createQueue(queue), message);
            assertThat(session.createConsumer(replies).receive(20_000).getBody(String.class))
                    .startsWith("{\"status\":403,\"code\":\"forbidden\",\"body\":{\"message\":\"monitor is a reader");
            assertThat(ASKED).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"octane.commands", "octane.commands::octane.commands"})
    void anAnswerGoesOnlyToTheSender(String queue) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var message = session.createTextMessage("{\"method\":\"GET\",\"path\":\"/upgrades\"}");
            message.setJMSReplyTo(session.createQueue("octane.steps"));
            var commands = session.createProducer(session.createQueue(queue));
            assertThatThrownBy(() -> commands.send(message)).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void nobodyIsLetInWithoutAnAccount() {
        assertThatThrownBy(() -> new JmsConnectionFactory(broker.url() + QUIET)
                        .createConnection()
                        .start())
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> new JmsConnectionFactory(broker.url() + "?amqp.saslMechanisms=ANONYMOUS")
                        .createConnection()
                        .start())
                .isInstanceOf(JMSException.class);
    }

    @Test
    void aRefusalIsAnsweredWithItsSentence() throws JMSException {
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades/1/steps/3/retry\"}"))
                .isEqualTo(
                        "{\"status\":409,\"code\":\"conflict\",\"body\":{\"message\":\"Step 3 is running; only a dead step is retried.\","
                                + "\"errors\":[]}}");
    }

    @Test
    void whatTheContractDoesNotKnowIsRefused() throws JMSException {
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/upgrades\",\"body\":{\"original_cluster_id\":\"one\"}}"))
                .startsWith(
                        "{\"status\":400,\"code\":\"invalid-request\",\"body\":{\"message\":\"'one' is not of type 'integer'\"");
        assertThat(
                        answer(
                                "{\"method\":\"POST\",\"path\":\"/upgrades/1/limit\",\"body\":{\"role\":\"compute\",\"reason\":\" \"}}"))
                .startsWith("{\"status\":400,\"code\":\"invalid-request\",\"body\":{\"message\":\"' ' is blank\"");
        assertThat(answer("{\"method\":\"POST\",\"path\":\"/nothing\"}"))
                .startsWith(
                        "{\"status\":404,\"code\":\"not-found\",\"body\":{\"message\":\"There is no resource /nothing.\"");
        assertThat(answer("rubbish"))
                .startsWith(
                        "{\"status\":400,\"code\":\"invalid-request\",\"body\":{\"message\":\"A command is a JSON object");
    }

    private static Person person(String account) {
        return switch (account) {
            case "billing" -> new Person("billing", Role.OPERATOR);
            case "monitor" -> new Person("monitor", Role.READER);
            default -> null;
        };
    }

    private static Connection connection(String account) throws JMSException {
        try {
            var password = Files.readString(folder.resolve(account + ".password"));
            var made = new JmsConnectionFactory(account, password, broker.url() + QUIET).createConnection();
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(String command) throws JMSException {
        return answer(connection, "billing", command);
    }

    private static String answer(Connection connection, String account, String command) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var replies = session.createQueue("octane.answers." + account + "." + System.nanoTime());
            var message = session.createTextMessage(command);
            message.setJMSReplyTo(replies);
            session.createProducer(session.createQueue("octane.commands")).send(message);
            var answer = session.createConsumer(replies).receive(60_000).getBody(String.class);
            assertThat(AsyncApi.violations("answer", answer)).as(answer).isEmpty();
            if (!command.equals("rubbish")) {
                assertThat(AsyncApi.violations("command", command)).as(command).isEmpty();
            }
            return answer;
        }
    }
}
