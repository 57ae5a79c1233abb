package org.octane.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.flywaydb.core.Flyway;
import org.octane.astute.PlannedTasks;
import org.octane.astute.PluginTaskFiles;
import org.octane.broker.EmbeddedBroker;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.NailgunBeans;
import org.octane.nailgun.NodeDirectory;
import org.octane.nailgun.UpgradeChecks;
import org.octane.node.NodeBeans;
import org.octane.node.NodeSettings;
import org.octane.node.SshAlgorithms;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.octane.preflight.beans.PreflightBeans;
import org.octane.probe.FirstLook;
import org.octane.server.CamelProducer;
import org.octane.sql.Database;
import org.octane.step.NodeShell;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.StepOutput;
import org.octane.step.beans.StepBeans;
import org.octane.world.TestWorld;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pre-flights over the nodes, the database and the brokers of a world, as a server has them. */
final class PreflightFixture implements AutoCloseable {

    private static final String ONCE = "?failover.startupMaxReconnectAttempts=1&jms.requestTimeout=20000";

    final JdbcTemplate sql;
    final Nailgun nailgun;
    private final TestWorld world;
    private final NodeShell shell;
    private final Main main = new Main();
    private final AutoCloseable sessions;
    private final EmbeddedBroker own;
    private final Preflights preflights;
    /** What becomes of what nodes tell, by script. */
    private final BiFunction<String, Map<String, String>, Map<String, String>> told;

    /**
     * @param folder for what the fixture keeps
     * @param elsewhere where some nodes are to be found instead: host and port by id
     * @param queuePrefix of Astute's queues
     */
    PreflightFixture(TestWorld world, Path folder, Map<String, String> elsewhere, String queuePrefix)
            throws IOException {
        this(world, folder, elsewhere, queuePrefix, null);
    }

    private PreflightFixture(
            TestWorld world,
            Path folder,
            Map<String, String> elsewhere,
            String queuePrefix,
            BiFunction<String, Map<String, String>, Map<String, String>> told)
            throws IOException {
        this.world = world;
        this.told = told;
        var database = world.world().nailgun();
        Flyway.configure()
                .dataSource(database)
                .schemas("octane")
                .locations("classpath:db/octane")
                .load()
                .migrate();
        sql = new JdbcTemplate(database);
        shell = new NodeShell(world.world().folder(), Map.of());
        var both = Database.of(database);
        var beans = new NailgunBeans(both, both, "domain.tld");
        nailgun = beans.nailgun();
        var nodes = new NodeBeans(
                database, NodeDirectory.in(database), settings(folder, elsewhere), text -> text, StepOutput.NONE, null);
        sessions = nodes;
        beans.beans().forEach(main::bind);
        nodes.beans().forEach(main::bind);
        new StepBeans(nailgun, ClusterFacts.in(database), nodes.files(), Clock.systemUTC(), Duration.ofSeconds(30))
                .beans()
                .forEach(main::bind);
        own = EmbeddedBroker.start(folder.resolve("broker"), 0, Set.of("octane.steps"), Set.of());
        var camel = new CamelProducer(main);
        preflights = new PreflightBeans(
                        nailgun.checks(),
                        nailgun.versions(),
                        task -> false,
                        nodes.contacts(),
                        brokers(queuePrefix),
                        Catalogues.BUILT,
                        new PlannedTasks(Deployments.in(Database.of(database)), PluginTaskFiles.through(camel))::faults,
                        cluster -> new FirstLook.Found(0, List.of()),
                        camel)
                .preflights();
        if (told != null) {
            main.configure().addRoutesBuilder(looks());
        }
        main.configure()
                .withRoutesIncludePattern((told == null ? "classpath:routes/preflight.camel.yaml," : "")
                        + "classpath:routes/plugin-tasks.camel.yaml");
        main.start();
    }

    static PreflightFixture on(TestWorld world, Path folder) throws IOException {
        return new PreflightFixture(world, folder, Map.of(), "/amq/queue/");
    }

    /** Nodes tell what is left of it. */
    static PreflightFixture telling(
            TestWorld world, Path folder, BiFunction<String, Map<String, String>, Map<String, String>> told)
            throws IOException {
        return new PreflightFixture(world, folder, Map.of(), "/amq/queue/", told);
    }

    /** What nodes have told once they are not asked for again. */
    private RouteBuilder looks() {
        var heard = new ConcurrentHashMap<StepCall, Outcome>();
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:preflight-look").process(exchange -> {
                    var call = exchange.getMessage().getBody(StepCall.class);
                    if (!heard.containsKey(call)) {
                        heard.put(
                                call,
                                exchange.getContext()
                                        .createProducerTemplate()
                                        .requestBody("direct:heard-first", call, Outcome.class));
                    }
                    exchange.getMessage()
                            .setBody(Outcome.done(
                                    "", told.apply(call.name(), heard.get(call).results())));
                });
                from("direct:heard-first").bean("facts", "facts").toD("node:script/preflight/${body.name}?job=false");
            }
        };
    }

    /** What one check alone comes to, of a whole upgrade. */
    Verdict look(Check check) {
        var options = everything();
        var cloud = cloud();
        var upgrade = new PlannedUpgrade(cloud, new Planner(Catalogues.BUILT).plan(cloud, options), options);
        try {
            return check.look(
                    upgrade, new NodeProbes(upgrade, new ProbeScripts(new CamelProducer(main), Runnable::run), null));
        } catch (StepFailure e) {
            return Verdict.failed(e.getMessage(), "");
        }
    }

    UpgradeChecks checks() {
        return nailgun.checks();
    }

    /** The same where the seed is there, with controllers of these numbers and no spare servers. */
    Verdict lookAtSeed(Check check, List<Integer> controllers) {
        var whole = cloud();
        var nodes = Stream.concat(
                        whole.original("controller").stream(),
                        controllers.stream()
                                .map(id -> new Cloud.Node(id, "node-" + id, 2, List.of("controller"), "ready", true)))
                .toList();
        var cloud = new Cloud(1, whole.name(), whole.release(), whole.target(), 2, nodes, List.of(), Set.of());
        var upgrade = new PlannedUpgrade(cloud, new Plan("side-by-side", List.of()), everything());
        try {
            return check.look(
                    upgrade, new NodeProbes(upgrade, new ProbeScripts(new CamelProducer(main), Runnable::run), null));
        } catch (StepFailure e) {
            return Verdict.failed(e.getMessage(), "");
        }
    }

    static PlanOptions everything() {
        return stages(List.of());
    }

    static PlanOptions stages(List<String> stages) {
        return new PlanOptions("side-by-side", List.of(), stages, List.of(), null, true, false);
    }

    Cloud cloud() {
        return nailgun.clouds().cloud(1, null);
    }

    List<Finding> of(Cloud cloud, PlanOptions options, String... ignored) {
        return preflights.of(cloud, new Planner(Catalogues.BUILT).plan(cloud, options), options, List.of(ignored));
    }

    /** What each check comes to, of a whole upgrade. */
    Map<String, Finding> whole(String... ignored) {
        return byName(of(cloud(), everything(), ignored));
    }

    static Map<String, Finding> byName(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::check, finding -> finding));
    }

    /** As an operator on the node. */
    void command(String node, String command) {
        shell.command(node, "set -e; [ ! -e ~/openrc ] || . ~/openrc; " + command);
    }

    Path world() {
        return world.world().folder();
    }

    void ownBrokerEnds() {
        own.close();
    }

    @Override
    public void close() {
        main.stop();
        own.close();
        try {
            sessions.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private BrokerProbes brokers(String queuePrefix) {
        var properties = world.properties();
        var url = properties.getProperty("astute.url");
        return new BrokerProbes(
                new JmsConnectionFactory(own.user(), own.password(), "failover:(" + own.url() + ")" + ONCE),
                new JmsConnectionFactory(
                        properties.getProperty("astute.user", ""),
                        properties.getProperty("astute.password", ""),
                        "failover:(" + url + ")" + ONCE + "&jms.queuePrefix=" + queuePrefix),
                java.net.URI.create(url));
    }

    private NodeSettings settings(Path folder, Map<String, String> elsewhere) throws IOException {
        var properties = world.properties();
        var addresses = new HashMap<String, String>();
        Files.readAllLines(Path.of(properties.getProperty("ssh.addresses")))
                .forEach(line -> addresses.put(line.split(" ")[0], line.split(" ")[1]));
        addresses.putAll(elsewhere);
        var file = folder.resolve("addresses");
        Files.write(
                file,
                addresses.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        return new NodeSettings(
                properties.getProperty("ssh.user"),
                Path.of(properties.getProperty("ssh.key-file")),
                file,
                SshAlgorithms.DEFAULT,
                "",
                Duration.ofSeconds(30),
                Duration.ofMillis(50));
    }
}
