package org.octane.server.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.octane.api.BoardApi;
import org.octane.api.board.LiveEvents;
import org.octane.audit.AuditTable;
import org.octane.engine.EngineBeans;
import org.octane.hawtio.Hawtio;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.NodeDirectory;
import org.octane.node.NodeBeans;
import org.octane.notify.Notices;
import org.octane.output.OutputLog;
import org.octane.plan.Refusal;
import org.octane.probe.ProbeTable;
import org.octane.probe.Probes;
import org.octane.report.UpgradeReport;
import org.octane.server.http.HttpListener;
import org.octane.server.metrics.Figures;
import org.octane.server.probes.CloudApi;
import org.octane.server.probes.ProbesOfNodes;
import org.octane.server.settings.ServerSettings;
import org.octane.sql.Database;
import org.octane.step.Mask;

/** What watches upgrades, and shows them: the audit, events, probes, metrics, Hawtio, the report, and who is told of what. */
public final class Watching implements AutoCloseable {

    /** Behind the door, before what knows only paths of the API and of Camel's routes. */
    private static final int HAWTIO = -1500;

    /** What nobody was told of, such as by a server that ended right after its commit. */
    private static final Duration LOOK_FOR_EVENTS = Duration.ofSeconds(2);

    private final Database octane;
    private final EngineBeans engine;
    private final AuditTable audit;
    private final LiveEvents live;
    private final EventConnection heard;
    private final Hawtio hawtio;
    private final ProbeTable outages;
    private final Probes probes;
    private final Observation observation = new Observation();
    private final Map<String, Object> beans;

    /** @param alone gives connections that are kept */
    public Watching(
            ServerSettings settings,
            Database octane,
            DataSource alone,
            Clock clock,
            Mask mask,
            EngineBeans engine,
            NodeBeans node,
            NodeDirectory directory,
            ClusterFacts facts) {
        this.octane = octane;
        this.engine = engine;
        audit = new AuditTable(octane.sql(), clock);
        live = new LiveEvents(engine.views().log(), LOOK_FOR_EVENTS);
        engine.eventSignal().tell(live::news);
        heard = new EventConnection(alone, live::news);
        hawtio = new Hawtio(audit, mask);
        outages = new ProbeTable(octane, clock, settings.engine().instance());
        probes = new Probes(
                settings.probes(), outages, clock, new CloudApi(facts), new ProbesOfNodes(node.samples()), this::pause);
        beans = Map.of(
                "auditTable",
                audit,
                "observation",
                observation,
                "outputLog",
                new OutputLog(octane.sql()),
                "boardApi",
                new BoardApi(engine.board(), directory::nodes, clock),
                "outages",
                outages,
                "upgradeReport",
                new UpgradeReport(octane.sql(), clock, engine.views()::upgrade, outages::outages),
                "notices",
                new Notices(octane.sql(), mask, settings.notices()));
    }

    public AuditTable audit() {
        return audit;
    }

    /** For the API, which lets clients follow them. */
    public LiveEvents live() {
        return live;
    }

    public Map<String, Object> beans() {
        return beans;
    }

    /** Metrics, health and Hawtio, once Camel has started. */
    public void addTo(CamelContext context, HttpListener listener) {
        var sql = octane.sql().getJdbcOperations();
        var registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        observation.refreshBy(new Figures(sql, System::nanoTime, registry, engine.requeue()::leasesLost)::refresh);
        HealthCheckRegistry.get(context).register(new DatabaseHealth(sql));
        heard.open();
        hawtio.hang(listener.vertx(), listener.router(), HAWTIO);
    }

    @Override
    public void close() {
        heard.close();
        live.close();
        hawtio.close();
        probes.close();
        audit.close();
    }

    private void pause(long upgrade, String reason) {
        try {
            engine.lifecycle().pause(upgrade, "probe", "Paused, since " + reason + ".");
        } catch (Refusal e) {
            // Somebody else was faster: it is paused, or over.
        }
    }
}
