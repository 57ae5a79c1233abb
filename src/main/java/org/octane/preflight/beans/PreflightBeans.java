package org.octane.preflight.beans;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.nailgun.UpgradeChecks;
import org.octane.nailgun.VersionedSettings;
import org.octane.node.NodeLogin;
import org.octane.plan.catalogue.Catalogue;
import org.octane.preflight.BrokerProbes;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.Preflights;
import org.octane.preflight.ProbeScripts;
import org.octane.preflight.TaskFaults;
import org.octane.probe.FirstLook;

/** Makes the pre-flight, whose questions to nodes go through route {@code direct:preflight-look}. */
public final class PreflightBeans {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Nodes that are asked at the same time; each pre-flight has some twenty checks, which wait for them. */
    private static final int NODES = 64;

    private static final int CHECKS = 128;

    private final Preflights preflights;

    /**
     * @param ownTasks whether a task of Nailgun is one of Octane's
     * @param probed asks what would be probed of a cluster
     * @param camel sends to routes
     */
    public PreflightBeans(
            UpgradeChecks nailgun,
            VersionedSettings versions,
            Predicate<UUID> ownTasks,
            NodeLogin contacts,
            BrokerProbes brokers,
            Catalogue catalogue,
            TaskFaults tasks,
            IntFunction<FirstLook.Found> probed,
            Supplier<ProducerTemplate> camel) {
        var questions = new ProbeScripts(camel, threads("preflight-node", NODES));
        preflights = new Preflights(
                Checks.all(nailgun, versions, ownTasks, brokers, tasks, probed),
                catalogue,
                upgrade -> new NodeProbes(upgrade, questions, contacts),
                threads("preflight-check", CHECKS),
                DEADLINE);
    }

    public Preflights preflights() {
        return preflights;
    }

    /** Daemons that end when there is nothing to do. */
    private static ExecutorService threads(String name, int most) {
        var number = new AtomicInteger();
        ThreadFactory factory = task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        var threads = new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
