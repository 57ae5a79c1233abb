package org.octane.world;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.octane.broker.EmbeddedBroker;
import org.octane.broker.EmbeddedBroker.QueueState;
import org.octane.world.chaos.StoppableService;

/** The broker that Astute listens on. It can be taken away, with all connections, and comes back with all messages. */
final class WorldBroker implements StoppableService, AutoCloseable {

    /** As RabbitMQ's AMQP 1.0 plugin names queues. */
    private static final String QUEUE = "/amq/queue/";

    private static final String SERVICE = "/exchange/naily_service/naily_service";
    private static final Set<String> QUEUES = Set.of(QUEUE + "naily", QUEUE + "nailgun", QUEUE + "octane");

    private final Path data;
    private final int port;
    private final QueueFigures figures;
    private EmbeddedBroker broker;
    private boolean serves;

    WorldBroker(Path data, int port) {
        this.data = data;
        this.port = port;
        figures = new QueueFigures(data.resolveSibling("rabbitmq.figures"));
        start();
        figures.follow(this::states);
    }

    @Override
    public synchronized void start() {
        if (serves) {
            return;
        }
        broker = EmbeddedBroker.start(data, port, QUEUES, Set.of(SERVICE));
        serves = true;
    }

    @Override
    public synchronized void stop() {
        if (serves) {
            serves = false;
            broker.close();
        }
    }

    /** Each queue's name as RabbitMQ's own tools have it, and how it is; empty while it is stopped. */
    private synchronized Map<String, QueueState> states() {
        var states = new TreeMap<String, QueueState>();
        for (var queue : serves ? QUEUES : Set.<String>of()) {
            broker.state(queue).ifPresent(state -> states.put(queue.replace(QUEUE, ""), state));
        }
        return states;
    }

    /** {@code amqp://127.0.0.1:PORT}; address, user and password stay the same for ever. */
    synchronized String url() {
        return broker.url();
    }

    synchronized String user() {
        return broker.user();
    }

    synchronized String password() {
        return broker.password();
    }

    String login() {
        return url().replace("amqp://", "amqp://" + user() + ":" + password() + "@");
    }

    @Override
    public void close() {
        figures.close();
        stop();
    }
}
