package org.octane.world;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.List;
import org.octane.world.astute.Disturbance;
import org.octane.world.astute.NodeLifecycle;
import org.octane.world.astute.SimulatedAstute;
import org.octane.world.chaos.StoppableService;

/** The world's Astute. Stopped, it loses the task in hand; calls wait for it in its queue. */
final class WorldAstute implements StoppableService, AutoCloseable {

    private static final List<String> REPLIES = List.of("octane");

    private final String login;
    private final Path world;
    private final NodeLifecycle lifecycle;
    private final Disturbance disturbance;
    private SimulatedAstute astute;

    WorldAstute(String login, Path world, NodeLifecycle lifecycle, Disturbance disturbance) {
        this.login = login;
        this.world = world;
        this.lifecycle = lifecycle;
        this.disturbance = disturbance;
        start();
    }

    @Override
    public synchronized void start() {
        try {
            astute = SimulatedAstute.start(login, REPLIES, world, lifecycle, disturbance);
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

    @Override
    public void close() {
        stop();
    }
}
