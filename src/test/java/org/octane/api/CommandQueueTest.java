package org.octane.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
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
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Less than the broker lets through: as if it let everything through. */
    private static final int LARGEST = 1024 * 1024;

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
                        new Senders(EmbeddedBroker.SENDER, CommandQueueTest::person),
                        LARGEST));
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
        assertThat(answer("{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade?node=4&node=7\"}"))
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
        assertThat(answer("{\"method\":\"DELETE\",\"path\":\"/upgrades\"}"))
                .startsWith(
                        "{\"status\":405,\"code\":\"not-allowed\",\"body\":{\"message\":\"DELETE is not allowed here, only GET, POST.");
    }

    @ParameterizedTest
    @MethodSource("notCommands")
    void whatIsNoCommandIsRefusedAndSaysWhatOneIs(String command, String sentence) throws Exception {
        assertRefused(refused(session -> session.createTextMessage(command)), sentence);
        assertThat(AsyncApi.violations("command", command)).as(command).isNotEmpty();
    }

    static Stream<Arguments> notCommands() {
        var fields = "only body, idempotency_key, method, path";
        var methods = "method has to be one of DELETE, GET, PATCH, POST, PUT, in capitals; ";
        var path = "path has to be a text that begins with a slash, such as /upgrades; ";
        return Stream.of(
                arguments("rubbish", "Invalid json received"),
                arguments("[1]", "A command is a JSON object with method and path"),
                arguments("", "A command is a JSON object with method and path"),
                arguments("null", "A command is a JSON object with method and path"),
                arguments(
                        "{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade\",\"query\":{\"node\":\"4\"}}",
                        "A command has no field 'query', " + fields + "; a query is part of the path"),
                arguments(
                        "{\"method\":\"PUT\",\"path\":\"/clusters/1/upgrade\",\"node\":\"4\"}",
                        "A command has no field 'node', " + fields + "."),
                arguments("{\"method\":\"GET\",\"path\":\"upgrades\"}", path + "it is \\\"upgrades\\\"."),
                arguments("{\"method\":\"GET\",\"path\":\"\"}", path + "it is \\\"\\\"."),
                arguments("{\"method\":\"GET\",\"path\":null}", path + "it is null."),
                arguments("{\"method\":\"GET\"}", path + "it is missing."),
                arguments("{\"path\":\"/upgrades\"}", methods + "it is missing."),
                arguments("{\"method\":\"post\",\"path\":\"/upgrades\"}", methods + "it is \\\"post\\\"."),
                arguments("{\"method\":null,\"path\":\"/upgrades\"}", methods + "it is null."),
                arguments("{\"method\":[\"GET\"],\"path\":\"/upgrades\"}", methods + "it is [\\\"GET\\\"]."),
                arguments(
                        "{\"method\":\"GET\",\"path\":\"/upgrades\",\"idempotency_key\":7}",
                        "idempotency_key has to be a text; it is 7."));
    }

    /** As over HTTP. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"POST\",\"path\":\"/upgrades/1/abort\",\"path\":\"/upgrades/1/pause\"}",
                "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\",\"body\":{\"person\":\"a\",\"person\":\"b\"}}",
                "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"} {}",
                "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"}]",
                "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\",}",
                "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\""
            })
    void jsonIsReadAsStrictlyAsOverHttp(String command) throws Exception {
        var before = List.copyOf(ASKED);

        assertRefused(refused(session -> session.createTextMessage(command)), "Invalid json received");
        assertRefused(refused(session -> bytes(session, command.getBytes(UTF_8))), "Invalid json received");

        assertThat(ASKED).isEqualTo(before);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAsOverHttp() throws Exception {
        var command = "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\",\"body\":{\"person\":\"Jos\u00e9\"}}";
        var before = List.copyOf(ASKED);

        assertRefused(refused(session -> bytes(session, command.getBytes(ISO_8859_1))), "The body is not UTF-8.");
        assertThat(ASKED).isEqualTo(before);
        assertThat(refused(session -> bytes(session, command.getBytes(UTF_8)))).startsWith("{\"status\":200,");
        assertThat(ASKED).contains(Map.of("person", "billing (for Jos\u00e9)"));
    }

    @Test
    void aMessageThatIsNeitherTextNorBytesIsRefused() throws Exception {
        assertRefused(
                refused(session -> {
                    var message = session.createMapMessage();
                    message.setString("method", "GET");
                    message.setString("path", "/upgrades");
                    return message;
                }),
                "A command is sent as a text or as bytes");
        assertRefused(refused(Session::createMessage), "A command is ");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/clusters/1/upgrade?nodes=4,nodes,only node.",
        "PUT,/clusters/1/upgrade?node=4&Node=7,Node,only node.",
        "PUT,/clusters/1/upgrade?node=4&cluster_id=2,cluster_id,only node.",
        "PUT,/clusters/1/upgrade?%6eodes=4,nodes,only node.",
        "GET,/upgrades?bogus=1,bogus,'only limit, offset.'",
        "POST,/upgrades/1/pause?person=x,person,nor any other."
    })
    void aParameterThatTheOperationDoesNotHaveIsRefused(String method, String path, String name, String others)
            throws Exception {
        var before = List.copyOf(ASKED);

        var answer = answer("{\"method\":\"" + method + "\",\"path\":\"" + path + "\"}");

        assertRefused(answer, "There is no parameter '" + name + "' here, " + others);
        assertThat(ASKED).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024 * 1024, 3 * 1024 * 1024, 40 * 1024 * 1024})
    void aCommandThatIsTooLargeIsRefusedAndIsGone(int size) throws Exception {
        var before = List.copyOf(ASKED);

        var answer = refused(session -> bytes(session, pause(size)));

        assertThat(answer)
                .startsWith(
                        "{\"status\":413,\"code\":\"too-large\",\"body\":{\"message\":\"The command is too large: ");
        assertThat(AsyncApi.violations("answer", answer)).isEmpty();
        assertThat(ASKED).isEqualTo(before);
        await().untilAsserted(() -> {
            assertThat(broker.state("octane.commands").orElseThrow())
                    .returns(0L, EmbeddedBroker.QueueState::ready)
                    .returns(0L, EmbeddedBroker.QueueState::unacknowledged);
            assertThat(folder.resolve("large")).isEmptyDirectory();
        });
        assertThat(refused(session -> bytes(session, pause(LARGEST / 2)))).startsWith("{\"status\":200,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"octane.commands", "octane.commands::octane.commands"})
    void theSenderOfAMessageThatIsTooLargeIsTold(String queue) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var message = bytes(session, pause(11 * 1024 * 1024));
            var commands = session.createProducer(session.createQueue(queue));
            assertThatThrownBy(() -> commands.send(message))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("a message to octane.commands may have 10485760 bytes, this one has 115");
        }
    }

    @Test
    void anAnswerToWhatIsTooLargeGoesOnlyToTheSender() throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var message = bytes(session, pause(11 * 1024 * 1024));
            message.setJMSReplyTo(session.createQueue("octane.steps"));
            var commands = session.createProducer(session.createQueue("octane.commands"));
            assertThatThrownBy(() -> commands.send(message)).isInstanceOf(JMSException.class);
        }
        assertThat(broker.state("octane.steps").orElseThrow().ready()).isZero();
    }

    @Test
    void onlyWhatIsAnsweredAtOnceIsSentAsSteering() throws Exception {
        assertThat(refused(session -> steering(session, "{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"}")))
                .startsWith("{\"status\":200,");
        for (var path : List.of("/upgrades/plan", "/upgrades", "/upgrades/1/limit", "/upgrades/1/rollback/plan")) {
            var body = path.equals("/upgrades/1/limit") ? "{\"role\":\"compute\"}" : "{\"original_cluster_id\":1}";
            var command = path.endsWith("rollback/plan") ? "" : ",\"body\":" + body;
            assertRefused(
                    refused(session ->
                            steering(session, "{\"method\":\"POST\",\"path\":\"" + path + "\"" + command + "}")),
                    " is none of the commands with the subject steering. Send it without that subject.");
        }
    }

    private interface Made {
        Message by(Session session) throws JMSException;
    }

    /** The answer to a message of whatever kind, also where the broker refuses its sender. */
    private static String refused(Made made) throws JMSException {
        try (var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var replies = session.createQueue("octane.answers.billing." + System.nanoTime());
            var message = made.by(session);
            message.setJMSReplyTo(replies);
            try {
                session.createProducer(session.createQueue("octane.commands")).send(message);
            } catch (JMSException e) {
                assertThat(e).hasMessageContaining("may have");
            }
            var answer = session.createConsumer(replies).receive(60_000).getBody(String.class);
            assertThat(AsyncApi.violations("answer", answer)).as(answer).isEmpty();
            return answer;
        }
    }

    private static void assertRefused(String answer, String sentence) {
        assertThat(answer)
                .startsWith("{\"status\":400,\"code\":\"invalid-request\",\"body\":{\"message\":\"")
                .contains(sentence);
    }

    private static Message bytes(Session session, byte[] content) throws JMSException {
        var message = session.createBytesMessage();
        message.writeBytes(content);
        return message;
    }

    private static Message steering(Session session, String command) throws JMSException {
        var message = session.createTextMessage(command);
        message.setJMSType("steering");
        return message;
    }

    /** A command that would be carried out, of at least that many bytes. */
    private static byte[] pause(int size) {
        return ("{\"method\":\"POST\",\"path\":\"/upgrades/1/pause\"}" + " ".repeat(size)).getBytes(UTF_8);
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
            assertThat(AsyncApi.violations("command", command)).as(command).isEmpty();
            return answer;
        }
    }
}
