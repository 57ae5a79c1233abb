package org.octane.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.octane.api.ApiBeans;
import org.octane.api.BoardApi;
import org.octane.api.ControlRollbackApi;
import org.octane.api.InPlaceApi;
import org.octane.api.InPlaceStages;
import org.octane.api.InPlaceTasks;
import org.octane.api.Senders;
import org.octane.api.UpdateApi;
import org.octane.api.UpgradeApi;
import org.octane.api.board.LiveEvents;
import org.octane.api.login.Door;
import org.octane.astute.AstuteBeans;
import org.octane.astute.AstuteDependencies;
import org.octane.astute.PlannedTasks;
import org.octane.astute.PluginTaskFiles;
import org.octane.astute.TaskLook;
import org.octane.astute.TaskScripts;
import org.octane.audit.AuditTable;
import org.octane.broker.Rejection;
import org.octane.engine.CloudSources;
import org.octane.engine.EngineBeans;
import org.octane.hawtio.Hawtio;
import org.octane.nailgun.AttributeDocuments;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.NailgunBeans;
import org.octane.nailgun.NodeDirectory;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.node.NodeBeans;
import org.octane.notify.Notices;
import org.octane.output.OutputLog;
import org.octane.output.OutputTable;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.PlanDefinition;
import org.octane.plan.catalogue.PlanKind;
import org.octane.preflight.beans.PreflightBeans;
import org.octane.probe.ProbeTable;
import org.octane.probe.Probes;
import org.octane.report.UpgradeReport;
import org.octane.security.Masking;
import org.octane.server.http.HttpListener;
import org.octane.server.metrics.Figures;
import org.octane.server.probes.CloudApi;
import org.octane.server.probes.ProbesOfNodes;
import org.octane.server.settings.ServerSettings;
import org.octane.sql.Database;
import org.octane.step.Mask;
import org.octane.step.beans.StepBeans;

/**
 * Makes all parts of a server, each from those before it, and lists in {@link #beans} everything that routes or Camel itself
 * find by name. Nothing else is looked up by name.
 */
final class Wiring implements AutoCloseable {

    /** Behind the door, before what knows only paths of the API and of Camel's routes. */
    private static final int HAWTIO = -1500;

    private final ServerSettings settings;
    private final Catalogue catalogue;
    private final Supplier<ProducerTemplate> camel;
    private final Database octane;
    private final Database nailgunDatabase;
    private final Clock clock;
    private final Mask mask;
    private final OutputTable output;
    private final ProbeTable outages;
    private final Probes probes;
    private final NailgunBeans nailgun;
    private final NodeDirectory directory;
    private final NodeBeans node;
    private final EngineBeans engine;
    private final AstuteBeans astute;
    private final StepBeans steps;
    private final ApiBeans api;
    private final AuditTable audit;
    private final LiveEvents live;
    private final Hawtio hawtio;
    private final Tracing tracing;
    private final Observation observation = new Observation();
    private final Brokers brokers;

    Wiring(
            ServerSettings settings,
            Catalogue catalogue,
            Databases databases,
            Brokers brokers,
            Supplier<ProducerTemplate> camel) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.camel = camel;
        this.brokers = brokers;
        tracing = Tracing.of(settings.traces(), settings.engine().instance());
        var octaneSource = tracing.traced(databases.octane(), "octane");
        var nailgunSource = tracing.traced(databases.nailgun(), "nailgun");
        octane = Database.of(octaneSource);
        nailgunDatabase = Database.of(nailgunSource);
        clock = MonotonicClock.of(octaneSource);
        if (settings.nailgun().migrate()) {
            NailgunSchema.migrate(nailgunSource);
        }
        nailgun = new NailgunBeans(
                nailgunDatabase, octane, settings.nailgun().domain(), new AskedPlugins(catalogue, camel));
        directory = NodeDirectory.in(nailgunSource);
        mask = Masking.of(AttributeDocuments.in(nailgunSource)::all, settings.passwords());
        output = new OutputTable(octane, clock, settings.output());
        node = new NodeBeans(octaneSource, directory, settings.node(), mask, output, catalogue.own());
        engine = engine();
        astute = astute();
        steps = new StepBeans(
                nailgun.nailgun(), ClusterFacts.in(nailgunSource), node.files(), settings.messagesGrace());
        outages = new ProbeTable(octane, clock, settings.engine().instance());
        probes = new Probes(
                settings.probes(),
                outages,
                clock,
                new CloudApi(ClusterFacts.in(nailgunSource)),
                new ProbesOfNodes(node.samples()),
                this::pause);
        audit = new AuditTable(octane.sql(), clock);
        live = new LiveEvents(engine.views().log());
        hawtio = new Hawtio(audit, mask);
        api = new ApiBeans(engine.idempotency(), audit, new Senders(brokers.senderProperty(), brokers::sender));
    }

    /** What is added to Camel once it has started: metrics, health, and what comes before every route of HTTP. */
    void addTo(CamelContext context, HttpListener listener, Door door) {
        var sql = octane.sql().getJdbcOperations();
        var registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        observation.refreshBy(new Figures(sql, System::nanoTime, registry, engine.requeue()::leasesLost)::refresh);
        HealthCheckRegistry.get(context).register(new DatabaseHealth(sql));
        tracing.addTo(context, octane);
        hawtio.hang(listener.vertx(), listener.router(), HAWTIO);
        api.open(context, listener.vertx(), listener.router(), settings.http().names(), door, live);
    }

    AuditTable audit() {
        return audit;
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
                        watching(),
                        Map.of("rejection", new Rejection()),
                        own(),
                        tracing.beans(octane),
                        Map.<String, Object>of("notices", new Notices(octane.sql(), mask, settings.notices())))
                .forEach(beans::putAll);
        return beans;
    }

    @Override
    public void close() {
        live.close();
        hawtio.close();
        probes.close();
        tracing.close();
        audit.close();
        node.close();
        output.close();
    }

    /** What shows an upgrade to people. */
    private Map<String, Object> watching() {
        return Map.of(
                "auditTable",
                audit,
                "outputLog",
                new OutputLog(octane.sql()),
                "boardApi",
                new BoardApi(engine.board(), directory::nodes, clock),
                "outages",
                outages,
                "upgradeReport",
                report());
    }

    private UpgradeReport report() {
        return new UpgradeReport(octane.sql(), clock, engine.views()::upgrade, outages::outages);
    }

    private Map<String, Object> own() {
        return Map.of(
                "observation",
                observation,
                "octaneTransacted",
                new SpringTransactionPolicy(octane.transactions()),
                "notifications",
                new Notifications(
                        nailgun.nailgun().notifier(),
                        nailgun.nailgun().updates(),
                        letter -> engine.views().deadLetter(letter).status().equals("open"),
                        inPlaceTasks()::isShown),
                "othersWatch",
                new OthersWatch(nailgun.nailgun(), this::isOwn),
                "inPlaceTasks",
                inPlaceTasks(),
                "inPlaceApi",
                inPlaceApi(),
                "upgradeApi",
                new UpgradeApi(
                        engine.upgrades(), engine.lifecycle(), engine.deadSteps(), engine.rollbacks(), engine.views()),
                "controlRollbackApi",
                new ControlRollbackApi(engine.controlRollbacks()),
                "updateApi",
                new UpdateApi(
                        engine.upgrades(),
                        engine.deadSteps(),
                        nailgun.nailgun().updates(),
                        nailgun.nailgun().upgrades(),
                        inPlaceApi()));
    }

    private void pause(long upgrade, String reason) {
        try {
            engine.lifecycle().pause(upgrade, "probe", "Paused, since " + reason + ".");
        } catch (Refusal e) {
            // Somebody else was faster: it is paused, or over.
        }
    }

    private InPlaceTasks inPlaceTasks() {
        var strategies = catalogue.plans().values().stream()
                .filter(plan -> plan.kind() == PlanKind.IN_PLACE)
                .collect(Collectors.toMap(PlanDefinition::name, PlanDefinition::parts));
        return new InPlaceTasks(engine.views(), nailgun.nailgun().upgrades(), strategies);
    }

    private InPlaceApi inPlaceApi() {
        return new InPlaceApi(
                engine.upgrades(),
                engine.deadSteps(),
                engine.lifecycle(),
                nailgun.nailgun().upgrades(),
                inPlaceTasks(),
                new InPlaceStages(catalogue.plan(InPlaceStages.STRATEGY).orElseThrow()));
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
                camel);
        var sources = new CloudSources(
                new Planner(catalogue),
                new NailgunClouds(nailgun.nailgun()),
                preflight.preflights()::of,
                original -> nailgun.nailgun()
                        .seeds()
                        .relation(original)
                        .map(Relation::seed)
                        .orElse(null),
                new NailgunNodeNames(directory));
        return new EngineBeans(octane, clock, settings.engine(), sources, mask, output, camel);
    }

    /** Whether it was cast, or shows an upgrade: Nailgun's own are of version 4. Asked only once everything is made. */
    private boolean isOwn(UUID task) {
        return task.version() == 3 || astute.isOwn(task);
    }

    private AstuteBeans astute() {
        var needs = new AstuteDependencies(
                brokers.probes().astute(),
                camel,
                TaskLook.through(camel),
                PluginTaskFiles.through(camel),
                TaskScripts.through(camel),
                node.hostKeys(),
                engine.requeue()::wake,
                mask,
                output);
        return new AstuteBeans(octane, Deployments.in(nailgunDatabase), clock, settings.astute(), needs);
    }
}
