package org.octane.engine;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.octane.broker.ConnectionPool;
import org.octane.broker.Rejection;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.state.Repertoire;
import org.octane.plan.Cloud;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.server.CamelProducer;
import org.octane.sql.Database;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/** An instance as a server has it, with the defaults of the configuration, whose steps take no time. */
final class BenchedEngine implements AutoCloseable {

    private static final Catalogue PLANS = CatalogueReader.only(Path.of("src/test/resources/bench-plans"));
    private static final int WORKERS = 16;

    /** A step that begins, or has come to its end and is not settled yet. */
    record Moment(long step, boolean end, long nanos) {}

    final ConcurrentLinkedQueue<Moment> moments = new ConcurrentLinkedQueue<>();

    private final Main main = new Main();
    private final HikariDataSource database;
    private final ConnectionPool connections;
    private final EngineBeans engine;
    private volatile int computes;

    BenchedEngine(String instance, DurableParts parts, DataSource source) throws Exception {
        main.configure().withRoutesIncludePattern("classpath:routes/engine.camel.yaml");
        var properties = new Properties();
        properties.putAll(Map.of(
                "octane.engine.workers",
                Integer.toString(WORKERS),
                "octane.engine.consumers",
                "2",
                "octane.engine.renewal",
                "1500",
                "camel.main.startup-summary-level",
                "off",
                "camel.main.shutdown-timeout",
                "5"));
        main.setInitialProperties(properties);
        database = parts.pool(source, WORKERS + 8);
        connections = new ConnectionPool(
                new JmsConnectionFactory(parts.broker.user(), parts.broker.password(), parts.broker.url()));
        main.bind("amqp", new AMQPComponent(connections));
        var octane = Database.of(database);
        main.bind("octaneTransacted", new SpringTransactionPolicy(octane.transactions()));
        main.bind("notifications", new Nobody());
        main.bind("rejection", new Rejection());
        engine = new EngineBeans(
                octane,
                Clock.systemUTC(),
                new EngineSettings(
                        instance,
                        WORKERS,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10)),
                Repertoire.of(
                        Repertoire.PLANS_ARE_UNDERSTOOD_FROM, PLANS.steps().keySet()),
                new CloudSources(
                        new Planner(PLANS),
                        (original, release, seed) -> cloud(),
                        (cloud, plan, options, ignored) -> List.of(),
                        (cloud, plan, options, ignored) -> List.of(),
                        original -> null,
                        nodes -> nodes.stream().map(id -> "node-" + id).toList()),
                text -> text,
                (from, text) -> {},
                new CamelProducer(main));
        engine.beans().forEach(main::bind);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                PLANS.steps().keySet().forEach(name -> from("direct:step-" + name)
                        .routeId("step-" + name)
                        .errorHandler(noErrorHandler())
                        .process(BenchedEngine.this::run));
            }
        });
        main.start();
    }

    /** Of a cloud of so many computes. */
    void create(String plan, int nodes) {
        computes = nodes;
        var options = new PlanOptions(plan, List.of(), List.of(), List.of(), null, true, false);
        engine.upgrades().create(new UpgradeRequest(1, 4, null, null, options, List.of(), "bench"));
    }

    private void run(Exchange exchange) {
        var call = exchange.getMessage().getBody(StepCall.class);
        if (call.phase() == Phase.CHECK) {
            moments.add(new Moment(call.step(), false, System.nanoTime()));
        }
        exchange.getMessage()
                .setBody(call.phase() == Phase.CHECK ? Outcome.missing("Not there.") : Outcome.done("There."));
        if (call.phase() == Phase.VERIFY) {
            moments.add(new Moment(call.step(), true, System.nanoTime()));
        }
    }

    /** Bean {@code notifications}: nothing of a bench is told. */
    public static final class Nobody {
        public void raise(Map<?, ?> notification) {
            throw new IllegalStateException("A step of a bench has failed: " + notification);
        }
    }

    private Cloud cloud() {
        var nodes = IntStream.rangeClosed(1, computes)
                .mapToObj(id -> new Cloud.Node(id, "node-" + id, 1, List.of("compute"), "ready", true));
        var seed = Stream.of(new Cloud.Node(100_000, "seed", 2, List.of("controller"), "ready", true));
        return new Cloud(
                1,
                "prod",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu"),
                2,
                Stream.concat(nodes, seed).toList(),
                List.of());
    }

    @Override
    public void close() {
        main.stop();
        engine.close();
        try {
            connections.close();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        database.close();
    }
}
