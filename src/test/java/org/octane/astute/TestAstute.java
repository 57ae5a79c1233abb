package org.octane.astute;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.octane.astute.erase.Erasing;
import org.octane.nailgun.Nailgun;
import org.octane.server.CamelProducer;
import org.octane.sql.Database;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.world.astute.TestBroker;
import org.springframework.jdbc.core.JdbcTemplate;

/** This package as it runs in the server, on a real broker and a real PostgreSQL; the test plays Astute. */
final class TestAstute implements AutoCloseable {

    private static final Callable<Void> NOTHING = () -> null;

    static final String PREFIXES = "?jms.queuePrefix=/amq/queue/&jms.topicPrefix=/exchange/naily_service/"
            + "&jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true&jms.requestTimeout=20000";

    final DataSource nailgun = Databases.nailgun();
    final JdbcTemplate nailgunSql = new JdbcTemplate(nailgun);
    final JdbcTemplate octaneSql;
    final List<String> woken = new CopyOnWriteArrayList<>();
    final List<Integer> forgotten = new CopyOnWriteArrayList<>();
    final CastStep provision;
    final CastStep deploy;
    final CastStep update;
    final SwitchStep switchOver;
    final SimulatedScripts controllers = new SimulatedScripts();
    /** What is asked before nodes lose their systems. */
    final AtomicReference<Erasing> erasing = new AtomicReference<>(erasure -> {});

    final PendingCasts pending;
    final ReplyListening listening;
    /** What is seen on the Fuel master; a key {@code down} makes it answer nothing. */
    final Map<String, String> master = new ConcurrentHashMap<>(Map.of("queue", "0 0 7"));

    final List<String> looks = new CopyOnWriteArrayList<>();
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Callable<Void>> meanwhile = new AtomicReference<>(NOTHING);
    private final Main main = new Main();
    private final Connection connection;
    private final Session session;
    private MessageConsumer naily;

    TestAstute(TestBroker broker, AstuteSettings settings) throws Exception {
        var octane = Databases.octane();
        octaneSql = new JdbcTemplate(octane);
        var factory = new JmsConnectionFactory(broker.url() + PREFIXES);
        main.bind("amqp", new AMQPComponent(factory));
        main.bind("astuteConnection", factory);
        var clusters = new Nailgun(Database.of(nailgun), Database.of(octane));
        var needs = new AstuteDependencies(
                look(broker),
                new CamelProducer(main),
                this::look,
                Databases.NO_PLUGIN_FILES,
                controllers,
                erasure -> erasing.get().mustBeHarmless(erasure),
                clusters.seeds(),
                clusters.moves(),
                forgotten::add,
                woken::add,
                text -> text,
                (from, text) -> {});
        new AstuteBeans(Database.of(octane), Databases.deployments(nailgun), new LaterClock(), settings, needs)
                .beans()
                .forEach(main::bind);
        main.configure().withRoutesIncludePattern("classpath:routes/astute.camel.yaml");
        main.start();
        provision = main.lookup("cast-provision", CastStep.class);
        deploy = main.lookup("cast-deploy", CastStep.class);
        update = main.lookup("cast-update", CastStep.class);
        switchOver = main.lookup("cast-switch", SwitchStep.class);
        pending = main.lookup("nailgunProvisioner", PendingCasts.class);
        listening = main.lookup("astuteListening", ReplyListening.class);
        connection = factory.createConnection();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        naily = session.createConsumer(session.createQueue("naily"));
        connection.start();
    }

    /** As whoever looks whether a broker answers asks it: once, and not for long. */
    private static JmsConnectionFactory look(TestBroker broker) {
        return new JmsConnectionFactory(broker.url() + PREFIXES + "&jms.connectTimeout=5000");
    }

    private Map<String, String> look(UUID task, Duration age) {
        if (task != null) {
            looks.add(task.toString());
        }
        try {
            meanwhile.getAndSet(NOTHING).call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (master.containsKey("down")) {
            throw StepFailure.unreachable("The Fuel master can't be reached", "");
        }
        return Map.copyOf(master);
    }

    boolean listens() {
        return main.getCamelContext()
                .getRouteController()
                .getRouteStatus("astute-replies")
                .isStarted();
    }

    /** From now on the broker confirms no message. */
    void sendNothing() throws Exception {
        main.getCamelContext().getRouteController().stopRoute("astute-cast");
    }

    /** From now on that is seen of a task. */
    void seen(String task) {
        master.put("task", task);
    }

    /** Done once, in the middle of the next look at the Fuel master. */
    void whileLooking(Callable<Void> what) {
        meanwhile.set(what);
    }

    /** From now on it is that much later for Octane. */
    void pass(Duration time) {
        later.updateAndGet(time::plus);
    }

    /** Another server on the database, which says nothing any more once that time has passed. */
    void server(Duration lease) {
        octaneSql.update(
                "INSERT INTO octane.instance SELECT 'other', 'amqp://x', now, now, now + ? * interval '1 second'"
                        + " FROM (SELECT ?::timestamptz AS now) AS clock",
                lease.toSeconds(),
                new LaterClock().instant().atOffset(ZoneOffset.UTC));
    }

    /** A step of the sample cloud's own cluster. */
    StepCall call(long step, int attempt, Integer... nodes) {
        return call(step, attempt, null, Map.of("cluster", "original"), nodes);
    }

    /** The same of a seed, which has the same number. */
    StepCall callOfSeed(long step, int attempt, Integer... nodes) {
        return call(step, attempt, 1, Map.of(), nodes);
    }

    private static StepCall call(
            long step, int attempt, Integer seed, Map<String, String> parameters, Integer... nodes) {
        return new StepCall(
                1, step, "upgrade-node", "cast", Phase.CHECK, attempt, 1, List.of(nodes), 1, seed, parameters);
    }

    /** What was cast, null if nothing is; takes it out of the queue. */
    String cast() throws JMSException {
        var message = naily.receive(60_000);
        return message == null
                ? null
                : new String(message.getBody(byte[].class), java.nio.charset.StandardCharsets.UTF_8);
    }

    String taskOfCast() throws Exception {
        return new ObjectMapper().readTree(cast()).at("/args/task_uuid").asText();
    }

    boolean nothingCast() throws JMSException {
        return naily.receive(300) == null;
    }

    void stopTaking() throws JMSException {
        naily.close();
    }

    void takeAgain() throws JMSException {
        naily = session.createConsumer(session.createQueue("naily"));
    }

    void reply(String task, String rest) throws JMSException {
        replyRaw("{\"method\":\"any_resp\",\"args\":{\"task_uuid\":\"" + task + "\"," + rest + "}}");
    }

    void replyRaw(String body) throws JMSException {
        try (var producer = session.createProducer(session.createQueue("octane"))) {
            producer.send(session.createTextMessage(body));
        }
    }

    String node(int id) {
        return nailgunSql.queryForObject(
                "SELECT status || ' ' || progress || coalesce(' ' || error_type || ' ' || error_msg, '') FROM nodes"
                        + " WHERE id = ?",
                String.class,
                id);
    }

    /** Nailgun's rows are committed that ask for the task. */
    void ask(String task, int node) {
        nailgunSql.update("UPDATE nodes SET status = 'provisioning', progress = 0 WHERE id = ?", node);
        nailgunSql.update(
                "INSERT INTO tasks (cluster_id, uuid, name, status, progress, cache, result, weight)"
                        + " VALUES (1, ?, 'provision', 'running', 0, '{}', '{}', 1)",
                task);
    }

    /** Nailgun's row of it. */
    String task(String uuid) {
        return nailgunSql.queryForObject(
                "SELECT status || ' ' || progress FROM tasks WHERE uuid = ?", String.class, uuid);
    }

    String castStatus(String task) {
        return octaneSql.queryForObject("SELECT status FROM astute_cast WHERE task_uuid = ?::uuid", String.class, task);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        main.stop();
    }

    private final class LaterClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(later.get());
        }
    }
}
