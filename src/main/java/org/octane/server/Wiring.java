package org.octane.server;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.octane.api.ApiBeans;
import org.octane.api.Senders;
import org.octane.api.login.Door;
import org.octane.astute.AstuteBeans;
import org.octane.astute.AstuteDependencies;
import org.octane.astute.PlannedTasks;
import org.octane.astute.PluginTaskFiles;
import org.octane.astute.TaskLook;
import org.octane.astute.TaskScripts;
import org.octane.astute.erase.AskedWorld;
import org.octane.astute.erase.Erasure;
import org.octane.astute.erase.ErasureLooks;
import org.octane.audit.AuditTable;
import org.octane.engine.CloudSources;
import org.octane.engine.EngineBeans;
import org.octane.engine.state.Repertoire;
import org.octane.nailgun.AttributeDocuments;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.NailgunBeans;
import org.octane.nailgun.NodeDirectory;
import org.octane.nailgun.model.FuelMaster;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.node.NodeBeans;
import org.octane.output.OutputTable;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogue;
import org.octane.preflight.beans.PreflightBeans;
import org.octane.probe.FirstLook;
import org.octane.security.Masking;
import org.octane.server.http.HttpListener;
import org.octane.server.probes.CloudApi;
import org.octane.server.settings.ServerSettings;
import org.octane.server.watch.Watching;
import org.octane.sql.Database;
import org.octane.step.Mask;
import org.octane.step.beans.StepBeans;

/**
 * Makes all parts of a server, each from those before it, and lists in {@link #beans} everything that routes or Camel itself
 * find by name. Nothing else is looked up by name.
 */
final class Wiring implements AutoCloseable {

    private final ServerSettings settings;
    private final Catalogue catalogue;
    private final Repertoire repertoire;
    private final Supplier<ProducerTemplate> camel;
    private final Database octane;
    private final Database nailgunDatabase;
    private final Clock clock;
    private final Mask mask;
    private final OutputTable output;
    private final NailgunBeans nailgun;
    private final NodeDirectory directory;
    private final NodeBeans node;
    private final EngineBeans engine;
    private final AstuteBeans astute;
    private final StepBeans steps;
    private final ApiBeans api;
    private final Watching watching;
    private final Tracing tracing;
    private final Brokers brokers;

    Wiring(
            ServerSettings settings,
            Catalogue catalogue,
            Repertoire repertoire,
            Databases databases,
            Clock clock,
            Brokers brokers,
            Supplier<ProducerTemplate> camel) {
        this.catalogue = catalogue;
        this.repertoire = repertoire;
        this.settings = settings;
        this.camel = camel;
        this.clock = clock;
        this.brokers = brokers;
        tracing = Tracing.of(settings.traces(), settings.engine().instance());
        var octaneSource = tracing.traced(databases.octane(), "octane");
        var nailgunSource = tracing.traced(databases.nailgun(), "nailgun");
        octane = Database.of(octaneSource);
        nailgunDatabase = Database.of(nailgunSource);
        if (settings.nailgun().migrate()) {
            NailgunSchema.migrate(nailgunSource);
        }
        nailgun = new NailgunBeans(nailgunDatabase, octane, master(settings), new AskedPlugins(catalogue, camel));
        directory = NodeDirectory.in(nailgunSource);
        mask = Masking.of(AttributeDocuments.in(nailgunSource)::all, settings.passwords());
        output = new OutputTable(octane, clock, settings.output());
        node = new NodeBeans(octaneSource, directory, settings.node(), mask, output, catalogue.own());
        engine = engine();
        astute = astute();
        var facts = ClusterFacts.in(nailgunSource);
        steps = new StepBeans(nailgun.nailgun(), facts, node.files(), clock, settings.messagesGrace());
        watching = new Watching(
                settings,
                octane,
                Databases.alone(settings.databases().octane()),
                clock,
                mask,
                engine,
                node,
                directory,
                facts);
        api = new ApiBeans(
                engine.idempotency(), watching.audit(), new Senders(brokers.senderProperty(), brokers::sender));
    }

    private static FuelMaster master(ServerSettings settings) {
        return new FuelMaster(settings.nailgun().domain(), settings.nailgun().featureGroups());
    }

    /** What is added to Camel once it has started: metrics, health, and what comes before every route of HTTP. */
    void addTo(CamelContext context, HttpListener listener, Door door) {
        tracing.addTo(context, octane);
        watching.addTo(context, listener);
        api.open(context, listener.vertx(), listener.router(), settings.http().names(), door, watching.live());
    }

    AuditTable audit() {
        return watching.audit();
    }

    /** Every name under which routes, or Camel itself, find a part. */
    Map<String, Object> beans() {
        var beans = new HashMap<String, Object>();
        Stream.of(
                        brokers.beans(),
                        nailgun.beans(),
                        node.beans(),
                        engine.beans(),
                        astute.beans(),
                        steps.beans(),
                        api.beans(),
                        watching.beans(),
                        new UpgradeBeans(catalogue, engine, nailgun, this::isOwn).beans(),
                        tracing.beans(octane),
                        Map.<String, Object>of("octaneTransacted", new SpringTransactionPolicy(octane.transactions())))
                .forEach(beans::putAll);
        return beans;
    }

    @Override
    public void close() {
        watching.close();
        engine.close();
        tracing.close();
        node.close();
        output.close();
    }

    private EngineBeans engine() {
        var preflight = new PreflightBeans(
                nailgun.nailgun().checks(),
                nailgun.nailgun().versions(),
                this::isOwn,
                node.contacts(),
                brokers.probes(),
                catalogue,
                new PlannedTasks(Deployments.in(nailgunDatabase), PluginTaskFiles.through(camel))::faults,
                new FirstLook(settings.probes(), new CloudApi(ClusterFacts.in(nailgunDatabase.source()))),
                camel);
        var sources = new CloudSources(
                new Planner(catalogue),
                new NailgunClouds(nailgun.nailgun()),
                preflight.preflights()::of,
                preflight.preflights()::ofBatches,
                original -> nailgun.nailgun()
                        .seeds()
                        .relation(original)
                        .map(Relation::seed)
                        .orElse(null),
                new NailgunNodeNames(directory));
        return new EngineBeans(octane, clock, settings.engine(), repertoire, sources, mask, output, camel);
    }

    /** Whether it was cast, or shows an upgrade: Nailgun's own are of version 4. Asked only once everything is made. */
    private boolean isOwn(UUID task) {
        return task.version() == 3 || astute.isOwn(task);
    }

    /** Nodes are asked, which takes time: a call's key is not held meanwhile. */
    private void mustBeHarmless(Erasure erasure) {
        var world = new AskedWorld(Deployments.in(nailgunDatabase), ErasureLooks.through(camel));
        engine.idempotency().aside(() -> {
            world.mustBeHarmless(erasure);
            return null;
        });
    }

    private AstuteBeans astute() {
        var needs = new AstuteDependencies(
                brokers.probes().astute(),
                camel,
                TaskLook.through(camel),
                PluginTaskFiles.through(camel),
                TaskScripts.through(camel),
                this::mustBeHarmless,
                nailgun.nailgun().seeds(),
                nailgun.nailgun().moves(),
                node.hostKeys(),
                engine.requeue()::wake,
                mask,
                output);
        return new AstuteBeans(octane, Deployments.in(nailgunDatabase), clock, settings.astute(), needs);
    }
}
