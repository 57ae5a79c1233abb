package org.octane.world.astute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What Astute had in hand, as the nodes write down their commands:
 * {@code <epoch seconds> TAB begins|ends|fails TAB <method> TAB <task> TAB <nodes>}. A task that died has no end.
 */
record Journal(Path file) {

    private static final double MILLIS = 1000;

    static Journal of(Simulation simulation) {
        return new Journal(simulation.folder().resolve("astute/journal"));
    }

    void write(String what, Job job) {
        var line = "%.3f\t%s\t%s\t%s\t%s%n"
                .formatted(
                        System.currentTimeMillis() / MILLIS,
                        what,
                        job.method(),
                        job.taskUuid(),
                        String.join(" ", job.uids()));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }
}
