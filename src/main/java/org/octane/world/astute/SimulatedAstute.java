package org.octane.world.astute;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Astute on AMQP 1.0 as the Fuel master's: one job at a time; while busy it gives calls back; acknowledges before it
 * works, so that a job in hand is lost when it is closed ({@code running}, then nothing).
 */
public final class SimulatedAstute implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatedAstute.class);
    /** The real one gives back without delay, thousands of times a second; its CPU would be ours. */
    private static final long GIVE_BACK_AFTER_MS = 100;

    private static final long LOOK_UP_EVERY_MS = 100;
    private static final String ACK_TYPE = "JMS_AMQP_ACK_TYPE";
    private static final int RELEASED = 3;

    private final AstuteConnection link;
    private final ParallelNodeWork fanOut = new ParallelNodeWork();
    private final JobWorker worker;
    private final List<Thread> listeners;
    private volatile boolean closed;

    private SimulatedAstute(String url, List<String> bound, Simulation simulation) throws JMSException {
        link = new AstuteConnection(url, bound);
        worker = new JobWorker(
                AstuteMethod.all(simulation, fanOut), link, simulation.disturbance(), Journal.of(simulation));
        listeners = List.of(
                new Thread(() -> listen(() -> take(link.calls().receive(LOOK_UP_EVERY_MS))), "astute-naily"),
                new Thread(() -> listen(() -> stop(link.service().receive(LOOK_UP_EVERY_MS))), "astute-service"));
    }

    /**
     * @param url {@code amqp://[user:password@]host:port} of the world's broker
     * @param bound queues bound to exchange {@code nailgun}: each gets a copy of every reply
     * @param world {@code $OCTANE_WORLD}
     * @throws JMSException the broker refuses
     */
    public static SimulatedAstute start(String url, List<String> bound, Path world, NodeLifecycle lifecycle)
            throws JMSException {
        return start(url, bound, world, lifecycle, Disturbance.NONE);
    }

    /** The same where not all goes well. */
    public static SimulatedAstute start(
            String url, List<String> bound, Path world, NodeLifecycle lifecycle, Disturbance disturbance)
            throws JMSException {
        var astute = new SimulatedAstute(url, bound, new Simulation(world.toAbsolutePath(), lifecycle, disturbance));
        astute.listeners.forEach(listener -> {
            listener.setDaemon(true);
            listener.start();
        });
        return astute;
    }

    @Override
    public void close() throws JMSException {
        closed = true;
        worker.close();
        fanOut.close();
        try {
            for (var listener : listeners) {
                listener.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
    }

    @FunctionalInterface
    private interface Turn {
        void take() throws JMSException, InterruptedException;
    }

    private void listen(Turn turn) {
        while (!closed) {
            try {
                turn.take();
            } catch (JMSException e) {
                log.atWarn().setCause(e).log("Message lost on the way");
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void take(Message message) throws JMSException, InterruptedException {
        if (message == null) {
            return;
        }
        if (worker.busy()) {
            Thread.sleep(GIVE_BACK_AFTER_MS);
            message.setIntProperty(ACK_TYPE, RELEASED);
            message.acknowledge();
            return;
        }
        message.acknowledge();
        jobs(message, worker::begin);
    }

    private void stop(Message message) throws JMSException {
        if (message == null) {
            return;
        }
        jobs(message, jobs -> {
            for (var job : jobs) {
                if (job.method().equals("stop_deploy_task")) {
                    worker.stop(job.args().path("stop_task_uuid").asText());
                    new Report(link, job).ready(List.of());
                }
            }
        });
    }

    private static void jobs(Message message, Consumer<List<Job>> use) throws JMSException {
        // A text section reaches the real one as rubbish, and bad JSON is lost as silently.
        if (!(message instanceof BytesMessage)) {
            log.atError().log("Message is no data section, lost");
            return;
        }
        try {
            use.accept(Job.parse(message.getBody(byte[].class)));
        } catch (IOException e) {
            log.atError().addKeyValue("cause", e.getMessage()).log("Message is no call, lost");
        }
    }
}
