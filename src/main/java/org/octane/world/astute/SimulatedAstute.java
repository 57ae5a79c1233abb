package org.octane.world.astute;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.octane.world.fuel.AstuteLog;
import org.octane.world.fuel.AstuteProcesses;
import org.octane.world.fuel.FuelVersion;

/**
 * Astute on AMQP 1.0 as the Fuel master's: a process that keeps a number of workers, each of which has one task at a time. What
 * a worker that is killed has in hand is lost without a word, and another takes its place.
 */
public final class SimulatedAstute implements AutoCloseable {

    /** So many the real one has. */
    public static final int WORKERS = 7;

    private final AstuteProgram program;
    private final ParallelNodeWork fanOut = new ParallelNodeWork();
    private final List<AstuteWorker> workers = new ArrayList<>();
    private final int pid;

    private SimulatedAstute(String url, List<String> bound, Simulation simulation, FuelVersion version, int size)
            throws JMSException {
        var master = simulation.node("master");
        program = new AstuteProgram(
                url,
                bound,
                version,
                AstuteMethod.all(simulation, fanOut),
                simulation.disturbance(),
                Journal.of(simulation),
                new AstuteLog(master.resolve("root").resolve(version.log()), version),
                new AstuteProcesses(master.resolve("sim/processes")),
                new StandStill(),
                new StandStill());
        program.processes().endAll();
        program.processes()
                .begin("/bin/bash /usr/bin/astuted -c /etc/astute/astuted.conf -l /var/log/astute/astute.log -w "
                        + size);
        pid = program.processes().begin("astute master");
        program.log().info(pid, "=> Starting astute with " + size + " worker(s)");
        program.log().info(pid, "master process ready");
        for (int id = 0; id < size; id++) {
            workers.add(new AstuteWorker(id, program));
        }
    }

    /**
     * Starts it with seven workers where all goes well.
     *
     * @param url {@code amqp://[user:password@]host:port} of the world's broker
     * @param bound queues bound to exchange {@code nailgun}: each gets a copy of every reply
     * @param world {@code $OCTANE_WORLD}
     * @throws JMSException the broker refuses
     */
    public static SimulatedAstute start(
            String url, List<String> bound, Path world, NodeLifecycle lifecycle, FuelVersion version)
            throws JMSException {
        return start(url, bound, new Simulation(world.toAbsolutePath(), lifecycle, Disturbance.NONE), version, WORKERS);
    }

    /** The same where not all goes well. */
    public static SimulatedAstute start(
            String url, List<String> bound, Simulation simulation, FuelVersion version, int workers)
            throws JMSException {
        return new SimulatedAstute(url, bound, simulation, version, workers);
    }

    /** Each worker that has a task is killed; the others work on. */
    public synchronized void killBusyWorkers() throws JMSException {
        for (var worker : List.copyOf(workers)) {
            if (worker.busy()) {
                worker.close();
                program.log()
                        .info(
                                pid,
                                "reaped #<Process::Status: pid " + worker.pid() + " SIGKILL (signal 9)> worker="
                                        + worker.id());
                workers.set(worker.id(), new AstuteWorker(worker.id(), program));
            }
        }
    }

    /** All its processes stand still until {@link #goOn}; what runs on nodes goes on. */
    public void standStill() {
        program.standStill().begin();
    }

    public void goOn() {
        program.standStill().end();
    }

    /** The broker takes no reply until {@link #goOnReplying}. */
    public void holdReplies() {
        program.replies().begin();
    }

    public void goOnReplying() {
        program.replies().end();
    }

    @Override
    public synchronized void close() throws JMSException {
        workers.forEach(AstuteWorker::doom);
        program.standStill().end();
        fanOut.close();
        for (var worker : workers) {
            worker.close();
        }
        program.processes().endAll();
    }
}
