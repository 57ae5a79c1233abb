package org.octane.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.octane.broker.EmbeddedBroker.QueueState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a file with the queues of the world's broker, from which the stand-in of {@code rabbitmqctl} reads: a line each,
 * {@code NAME READY UNACKNOWLEDGED CONSUMERS}. While the broker is stopped another file says so in its place.
 */
final class QueueFigures implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueFigures.class);
    private static final int EVERY_MILLIS = 50;

    private static final int ENDS_WITHIN_SECONDS = 5;

    private final Path file;
    private final Path down;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "world-queue-figures");
        thread.setDaemon(true);
        return thread;
    });
    private String written;

    QueueFigures(Path file) {
        this.file = file;
        down = file.resolveSibling("rabbitmq.down");
    }

    void follow(Supplier<Map<String, QueueState>> states) {
        timer.scheduleWithFixedDelay(() -> write(states), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write(Supplier<Map<String, QueueState>> states) {
        try {
            var text = states.get().entrySet().stream()
                    .map(queue -> queue.getKey() + " " + queue.getValue().ready() + " "
                            + queue.getValue().unacknowledged() + " "
                            + queue.getValue().consumers() + "\n")
                    .collect(Collectors.joining());
            if (text.equals(written)) {
                return;
            }
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
                Files.writeString(down, "");
            } else {
                Files.deleteIfExists(down);
                var draft = file.resolveSibling("." + file.getFileName());
                Files.writeString(draft, text);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            written = text;
        } catch (IOException | RuntimeException e) {
            log.atWarn().setCause(e).log("The figures of the broker's queues can't be written");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
            // Whoever runs a script on this world later has no broker of it to be stopped.
            Files.deleteIfExists(file);
            Files.deleteIfExists(down);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("The figures of the broker's queues can't be removed");
        }
    }
}
