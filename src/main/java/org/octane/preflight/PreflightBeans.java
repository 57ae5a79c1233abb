package org.octane.preflight;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.main.Main;
import org.octane.nailgun.UpgradeChecks;
import org.octane.node.NodeContacts;

/** Makes the pre-flight, whose questions to nodes go through route {@code direct:preflight-look}. */
public final class PreflightBeans {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Nodes that are asked at the same time; each pre-flight has some twenty checks, which wait for them. */
    private static final int NODES = 64;

    private static final int CHECKS = 128;

    private PreflightBeans() {}

    /** To be called after {@code NodeBeans.bind}, whose {@code nodeContacts} it takes. */
    public static Preflights bind(Main main, UpgradeChecks nailgun, BrokerLooks brokers) {
        var questions = new NodeQuestions(main, threads("preflight-node", NODES));
        var contacts = main.lookup("nodeContacts", NodeContacts.class);
        return new Preflights(
                Checks.all(nailgun, brokers),
                subject -> new Looks(subject, questions, contacts),
                threads("preflight-check", CHECKS),
                DEADLINE);
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
