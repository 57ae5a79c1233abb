package org.octane.world;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.function.Consumer;
import org.octane.world.astute.SimulatedAstute;
import org.octane.world.astute.Simulation;
import org.octane.world.chaos.StoppableService;
import org.octane.world.fuel.FuelVersion;

/** The world's Astute. Stopped, it loses the task in hand; calls wait for it in its queue. */
final class WorldAstute implements StoppableService, AutoCloseable {

    private static final List<String> REPLIES = List.of("octane");

    private final String login;
    private final Simulation simulation;
    private final FuelVersion version;
    private final int workers;
    private SimulatedAstute astute;

    WorldAstute(String login, Simulation simulation, FuelVersion version, int workers) {
        this.login = login;
        this.simulation = simulation;
        this.version = version;
        this.workers = workers;
        start();
    }

    @Override
    public synchronized void start() {
        if (astute != null) {
            return;
        }
        try {
            astute = SimulatedAstute.start(login, REPLIES, simulation, version, workers);
        } catch (JMSException e) {
            throw new IllegalStateException("Astute does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void stop() {
        try {
            if (astute != null) {
                astute.close();
            }
        } catch (JMSException e) {
            throw new IllegalStateException("Astute does not end: " + e.getMessage(), e);
        } finally {
            astute = null;
        }
    }

    /** Its processes stay and do nothing, until they go on. */
    StoppableService frozen() {
        return new Part(SimulatedAstute::standStill, SimulatedAstute::goOn);
    }

    /** The broker, as far as it takes replies. */
    StoppableService replies() {
        return new Part(SimulatedAstute::holdReplies, SimulatedAstute::goOnReplying);
    }

    /** Its workers that have a task: others take their place. */
    StoppableService workers() {
        return new Part(WorldAstute::killBusyWorkers, astute -> {});
    }

    private static void killBusyWorkers(SimulatedAstute astute) {
        try {
            astute.killBusyWorkers();
        } catch (JMSException e) {
            throw new IllegalStateException("The worker does not end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** What can be taken away of it as long as it runs. */
    private final class Part implements StoppableService {

        private final Consumer<SimulatedAstute> stop;
        private final Consumer<SimulatedAstute> start;

        private Part(Consumer<SimulatedAstute> stop, Consumer<SimulatedAstute> start) {
            this.stop = stop;
            this.start = start;
        }

        @Override
        public void stop() {
            with(stop);
        }

        @Override
        public void start() {
            with(start);
        }

        private void with(Consumer<SimulatedAstute> act) {
            synchronized (WorldAstute.this) {
                if (astute != null) {
                    act.accept(astute);
                }
            }
        }
    }
}
