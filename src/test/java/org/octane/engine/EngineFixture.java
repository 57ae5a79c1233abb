package org.octane.engine;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.octane.TestPostgres;
import org.octane.broker.ConnectionPool;
import org.octane.broker.EmbeddedBroker;
import org.octane.broker.Rejection;
import org.octane.engine.claim.Requeue;
import org.octane.engine.create.Preflight;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.create.Upgrades;
import org.octane.engine.idempotency.IdempotentCall;
import org.octane.engine.limit.Limits;
import org.octane.engine.operate.DeadSteps;
import org.octane.engine.operate.UpgradeLifecycle;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Repertoire;
import org.octane.engine.undo.ControlRollbacks;
import org.octane.engine.undo.Rollbacks;
import org.octane.engine.view.UpgradeViews;
import org.octane.plan.Cloud;
import org.octane.plan.JunoCloud;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.octane.server.CamelProducer;
import org.octane.step.Mask;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.approval.Turn;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The engine with its real routes, a real PostgreSQL and a real broker; the steps are the test's. */
final class EngineFixture implements AutoCloseable {

    /** What a test lets a step do. */
    @FunctionalInterface
    interface Step {
        Outcome run(StepCall call) throws Exception;
    }

    static final int WORKERS = 8;

    /** Approved whatever waits. */
    static final UpgradeLifecycle.Gate ANY_GATE = new UpgradeLifecycle.Gate(null, null);

    private static final List<String> NAMES = List.of(
            "first",
            "each",
            "last",
            "hold",
            "brink",
            "switch",
            "leave",
            "install",
            "cast",
            "finish",
            "finish-batch",
            "wait-for-turn");

    /** What steps are said to have printed. */
    final List<String> printed = new CopyOnWriteArrayList<>();

    final List<StepCall> calls = new CopyOnWriteArrayList<>();
    final List<Map<?, ?>> notifications = new CopyOnWriteArrayList<>();
    /** How many notifications nobody takes. */
    final AtomicInteger failing = new AtomicInteger();

    final ShiftedClock clock;
    final JdbcTemplate sql;
    final EmbeddedBroker broker;
    private static final Preflight NOTHING_FOUND = (cloud, plan, options, ignored) -> List.of();

    private final Duration lease;
    private final HikariDataSource database;
    private final Map<String, Step> steps;
    private final boolean beside;
    private final Repertoire repertoire;
    private volatile int computes;
    private volatile int osds;
    /** What is found when the cloud is asked whether more can be away at once. */
    volatile Preflight room = NOTHING_FOUND;

    private Main main;
    private EngineBeans engine;
    private ConnectionPool connections;

    EngineFixture(Path folder) throws Exception {
        this(folder, Duration.ofSeconds(3));
    }

    EngineFixture(Path folder, Duration lease) throws Exception {
        this.lease = lease;
        database = TestPostgres.pooledOctane();
        steps = new ConcurrentHashMap<>();
        clock = new ShiftedClock();
        beside = false;
        repertoire = Repertoire.of(Repertoire.PLANS_ARE_UNDERSTOOD_FROM, NAMES);
        sql = new JdbcTemplate(database);
        broker = EmbeddedBroker.start(folder, 0);
        start("first");
    }

    /** A second engine on the database and the broker of another one, with the same steps. */
    EngineFixture(EngineFixture other) throws Exception {
        this(other, "beside", other.repertoire);
    }

    /** The same, of another release or with other steps. */
    EngineFixture(EngineFixture other, String instance, Repertoire repertoire) throws Exception {
        this.repertoire = repertoire;
        lease = other.lease;
        database = other.database;
        steps = other.steps;
        clock = other.clock;
        computes = other.computes;
        osds = other.osds;
        beside = true;
        sql = other.sql;
        broker = other.broker;
        start(instance);
    }

    /** A cloud of so many computes that was never upgraded, and steps whose effects are missing. */
    void reset(int nodes) {
        reset(nodes, 0);
    }

    /** The same with so many OSD nodes, whose numbers follow. */
    void reset(int nodes, int osdNodes) {
        computes = nodes;
        osds = osdNodes;
        room = NOTHING_FOUND;
        clock.isRight();
        // The engine looks for work all the while: whoever waits for the other lets go soon, before it becomes a
        // deadlock.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> sql.execute("SET LOCAL lock_timeout = '500ms';"
                        + " TRUNCATE octane.upgrade, octane.outbox, octane.idempotency RESTART IDENTITY CASCADE"));
        calls.clear();
        printed.clear();
        notifications.clear();
        NAMES.forEach(this::effect);
        var turn = new Turn(clock);
        step("wait-for-turn", call -> switch (call.phase()) {
            case CHECK -> turn.check(call);
            case ACT -> turn.act(call);
            case VERIFY -> turn.verify(call);
            case UNDO -> turn.undo(call);
        });
    }

    /** An effect that is there once it was made. */
    void effect(String name) {
        var made = ConcurrentHashMap.<List<Integer>>newKeySet();
        step(name, call -> switch (call.phase()) {
            case CHECK -> made.contains(call.nodes()) ? Outcome.done("There.") : Outcome.missing("Not there.");
            case ACT -> {
                made.add(call.nodes());
                yield Outcome.done("Made.", Map.of("by", call.name()));
            }
            case VERIFY -> Outcome.done("Proved.");
            case UNDO -> {
                made.remove(call.nodes());
                yield Outcome.done("Undone.");
            }
        });
    }

    void step(String name, Step step) {
        steps.put(name, step);
    }

    String create() {
        return upgrades().create(request("relay-race"));
    }

    static UpgradeRequest request(String strategy) {
        var options = new PlanOptions(strategy, List.of(), List.of(), List.of(), null, true, false);
        return new UpgradeRequest(1, 4, null, null, options, List.of(), "alice");
    }

    Upgrades upgrades() {
        return engine.upgrades();
    }

    Rollbacks rollbacks() {
        return engine.rollbacks();
    }

    ControlRollbacks controlRollbacks() {
        return engine.controlRollbacks();
    }

    UpgradeLifecycle lifecycle() {
        return engine.lifecycle();
    }

    /** With a key, as the command line sends every change. */
    void limit(Limits.Request request) {
        var key = UUID.randomUUID().toString();
        try (var call = engine.idempotency().begin(key, "POST /upgrades/1/limit")) {
            call.answered(new IdempotentCall.Answer(200, limits().change(request)));
        }
    }

    Limits limits() {
        return engine.limits();
    }

    DeadSteps deadSteps() {
        return engine.deadSteps();
    }

    UpgradeViews views() {
        return engine.views();
    }

    Requeue requeue() {
        return engine.requeue();
    }

    String status(String step) {
        return sql.queryForObject("SELECT max(status) FROM octane.step WHERE name = ?", String.class, step);
    }

    String upgradeStatus() {
        return sql.queryForObject("SELECT max(status) FROM octane.upgrade", String.class);
    }

    long acts(String name) {
        return calls.stream()
                .filter(c -> c.name().equals(name) && c.phase() == org.octane.step.Phase.ACT)
                .count();
    }

    /** Numbers of those that don't know how many of their steps are open, or come after one that is not there or not before them. */
    List<Integer> wrongGroups() {
        return sql.queryForList(
                "SELECT g.number FROM octane.step_group g WHERE g.open <> (SELECT count(*) FROM octane.step s"
                        + " WHERE s.group_number = g.number AND s.undoes IS NULL AND s.status NOT IN ('succeeded', 'skipped', 'undone'))"
                        + " AND (SELECT ends_as FROM octane.upgrade) IS NULL"
                        + " OR EXISTS (SELECT 1 FROM unnest(g.after) a WHERE a >= g.number"
                        + " OR NOT EXISTS (SELECT 1 FROM octane.step_group b WHERE b.number = a))",
                Integer.class);
    }

    /** In one transaction, beside those of the engine. */
    void locking(Consumer<JdbcTemplate> statements) {
        org.octane.sql.Database.of(database)
                .transaction()
                .executeWithoutResult(open -> statements.accept(new JdbcTemplate(database)));
    }

    /** As somebody who changes steps or groups of others; what waits in a circle is ended here, not in the engine. */
    void holdingUpgrade(Consumer<JdbcTemplate> statements) {
        locking(sql -> {
            sql.execute("SET LOCAL deadlock_timeout = '1ms'");
            LockedUpgrade.of(new NamedParameterJdbcTemplate(sql), 1);
            statements.accept(sql);
        });
    }

    /** @param lock what of {@code pg_locks} is waited for */
    void awaitSomebodyWaiting(String lock) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        sql.queryForObject("SELECT count(*) FROM pg_locks WHERE NOT granted AND " + lock, Integer.class)
                                > 0);
    }

    /** As a new process would: another instance on the same data. */
    void restart(String instance) throws Exception {
        stop();
        start(instance);
    }

    @Override
    public void close() {
        stop();
        if (!beside) {
            broker.close();
            database.close();
        }
    }

    /** At its end it waits so many seconds for what is under way. */
    void endsWithin(int seconds) {
        main.getCamelContext().getShutdownStrategy().setTimeout(seconds);
    }

    /** Only a commit starts the relay then. */
    void stopRelayTimer() throws Exception {
        main.getCamelContext().getRouteController().stopRoute("relay-timer");
    }

    void stop() {
        main.stop();
        engine.close();
        try {
            connections.close();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    void start(String instance) throws Exception {
        main = new Main();
        main.configure().withRoutesIncludePattern("classpath:routes/engine.camel.yaml");
        var properties = new Properties();
        properties.putAll(Map.of(
                "octane.engine.workers",
                Integer.toString(WORKERS),
                "octane.engine.consumers",
                "2",
                "octane.engine.renewal",
                "200",
                "camel.main.startup-summary-level",
                "off",
                "camel.main.shutdown-timeout",
                "2"));
        main.setInitialProperties(properties);
        connections = new ConnectionPool(new JmsConnectionFactory(broker.user(), broker.password(), broker.url()));
        main.bind("amqp", new AMQPComponent(connections));
        var octane = org.octane.sql.Database.of(database);
        main.bind("octaneTransacted", new SpringTransactionPolicy(octane.transactions()));
        main.bind("notifications", new Notified());
        main.bind("rejection", new Rejection());
        engine = new EngineBeans(
                octane,
                clock,
                new EngineSettings(
                        instance, WORKERS, lease, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1)),
                repertoire,
                new CloudSources(
                        new Planner(Catalogues.OF_THE_ENGINE),
                        (original, release, seed) -> cloud(),
                        (cloud, plan, options, ignored) -> List.of(),
                        (cloud, plan, options, ignored) -> room.of(cloud, plan, options, ignored),
                        original -> null,
                        nodes -> nodes.stream().map(id -> "node-" + id).toList()),
                text -> text == null ? null : text.replace("sEcReT", Mask.STARS),
                (from, text) -> printed.add(text),
                new CamelProducer(main));
        engine.beans().forEach(main::bind);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                for (var name : NAMES) {
                    from("direct:step-" + name)
                            .routeId("step-" + name)
                            .errorHandler(noErrorHandler())
                            .process(exchange -> {
                                var call = exchange.getMessage().getBody(StepCall.class);
                                calls.add(call);
                                exchange.getMessage()
                                        .setBody(steps.get(call.name()).run(call));
                            });
                }
            }
        });
        main.start();
    }

    private Cloud cloud() {
        var nodes = IntStream.rangeClosed(1, computes + osds)
                .mapToObj(id -> new Cloud.Node(
                        id, "node-" + id, 1, List.of(id > computes ? "ceph-osd" : "compute"), "ready", true))
                .toList();
        return JunoCloud.of(nodes, List.of());
    }

    /** Bean {@code notifications}. */
    public final class Notified {
        public void raise(Map<?, ?> notification) {
            if (failing.getAndDecrement() > 0) {
                throw new IllegalStateException("Nobody can be told now");
            }
            notifications.add(notification);
        }
    }
}
