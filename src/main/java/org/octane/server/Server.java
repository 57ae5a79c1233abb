package org.octane.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.main.Main;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.octane.api.ApiBeans;
import org.octane.astute.AstuteBeans;
import org.octane.engine.EngineBeans;
import org.octane.engine.EngineSettings;
import org.octane.nailgun.AttributeDocuments;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.NailgunBeans;
import org.octane.nailgun.NodeDirectory;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.node.NodeBeans;
import org.octane.node.NodeSettings;
import org.octane.preflight.PreflightBeans;
import org.octane.security.Masking;
import org.octane.step.beans.StepBeans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Puts the parts together and serves. What was opened is closed in reverse order, however far the start came. */
final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** So long a step that runs may go on when the server is told to end. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Settings settings;
    private final String address;
    private final int port;
    private Brokers brokers;

    private Server(Settings settings) throws IOException {
        this.settings = settings;
        this.address = settings.text("octane.http.address");
        int wanted = settings.number("octane.http.port");
        this.port = wanted == 0 ? freePort() : free(wanted);
    }

    /** @param folder for everything this server keeps */
    static Server start(Settings settings, DataFolder folder) throws Exception {
        var server = new Server(settings);
        try {
            server.start(folder.path(), folder.instance());
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    String url() {
        return "http://" + address + ":" + port;
    }

    String broker() {
        return brokers.url();
    }

    private void start(Path data, String instance) throws Exception {
        var databases = opened(Databases.open(settings));
        brokers = opened(Brokers.open(settings, data));
        var main = new Main();
        properties(main);
        brokers.bind(main);
        bind(main, databases, instance);
        opened(() -> stop(main));
        main.start();
        ApiBeans.open(main, port);
        Files.writeString(data.resolve("server.properties"), "url=" + url() + "\n");
    }

    private static void stop(Main main) throws InterruptedException {
        if (main.isStarted()) {
            Drain.of(main.getCamelContext(), UNDER_WAY);
        }
        main.stop();
    }

    private void bind(Main main, Databases databases, String instance) {
        var octane = databases.octane();
        var clock = SteadyClock.of(octane);
        var octaneTransactions = new JdbcTransactionManager(octane);
        var nailgunTransactions = new JdbcTransactionManager(databases.nailgun());
        main.bind("octane", octane);
        main.bind("nailgun", databases.nailgun());
        main.bind("octaneTransacted", new SpringTransactionPolicy(octaneTransactions));
        if (Boolean.parseBoolean(settings.text("octane.nailgun.migrate"))) {
            NailgunSchema.migrate(databases.nailgun());
        }
        var nailgun = NailgunBeans.bind(
                main, databases.nailgun(), octane, nailgunTransactions, settings.text("octane.nailgun.domain"));
        main.bind("notifications", new Notifications(nailgun.notifier()));
        var directory = NodeDirectory.in(databases.nailgun());
        var mask = Masking.of(AttributeDocuments.in(databases.nailgun())::all, ownSecrets());
        opened(NodeBeans.bind(main, octane, directory, nodeSettings(), mask));
        AstuteBeans.bind(
                main,
                octane,
                Deployments.in(databases.nailgun(), nailgunTransactions),
                clock,
                AstuteOptions.of(settings),
                brokers.looks().astute(),
                mask);
        StepBeans.bind(main, ClusterFacts.in(databases.nailgun()));
        EngineBeans.bind(
                main,
                octane,
                octaneTransactions,
                clock,
                engineSettings(instance),
                new NailgunClouds(nailgun),
                PreflightBeans.bind(main, nailgun.checks(), brokers.looks())::of,
                original ->
                        nailgun.seeds().relation(original).map(Relation::seed).orElse(null),
                new NailgunNodeNames(directory),
                mask);
        ApiBeans.bind(main);
        var observation = new Observation(new JdbcTemplate(octane));
        main.bind("observation", observation);
        main.bind("metricsRegistry", observation.registry());
        main.bind("routeMetrics", new MicrometerRoutePolicyFactory());
    }

    private void properties(Main main) {
        main.configure()
                .withRoutesIncludePattern(
                        "classpath:routes/*.camel.yaml,classpath:routes/nailgun/*.camel.yaml,classpath:routes/steps/*.camel.yaml");
        var properties = new java.util.Properties();
        properties.setProperty("camel.main.name", "octane");
        properties.setProperty("camel.main.shutdown-timeout", "1");
        properties.setProperty("camel.main.startup-summary-level", "off");
        properties.setProperty("camel.main.use-mdc-logging", "false");
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", address);
        properties.setProperty("camel.server.port", Integer.toString(port));
        properties.setProperty("camel.component.platform-http.header-filter-strategy", "#bean:answerHeaders");
        for (var key : new String[] {"octane.engine.workers", "octane.engine.consumers", "octane.engine.renewal"}) {
            properties.setProperty(key, settings.text(key));
        }
        main.setInitialProperties(properties);
    }

    private NodeSettings nodeSettings() {
        return new NodeSettings(
                settings.text("octane.ssh.user"),
                settings.path("octane.ssh.key-file"),
                settings.path("octane.ssh.addresses"),
                settings.text("octane.master.host"),
                settings.duration("octane.ssh.timeout"),
                settings.duration("octane.ssh.job-poll"));
    }

    /** Passwords of Octane's own that a node or a database might quote. */
    private List<String> ownSecrets() {
        return Stream.of("octane.database", "octane.nailgun", "octane.astute", "octane.broker")
                .map(account -> settings.textOr(account + ".password", settings.secret(account + ".password-file")))
                .toList();
    }

    private EngineSettings engineSettings(String instance) {
        return new EngineSettings(
                instance,
                settings.duration("octane.engine.lease"),
                settings.duration("octane.engine.first-retry"),
                settings.duration("octane.engine.longest-retry"),
                settings.duration("octane.engine.forgotten-after"));
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    /** One part that does not end well must not keep the others open. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("A part of the server did not end well");
        }
    }

    /** Camel's HTTP server only logs that its port is taken, and nobody would be served. */
    private int free(int wanted) {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + wanted + " of " + address + " can't be served: " + e.getMessage()
                            + ". Name another with --port, or end what uses it.",
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
