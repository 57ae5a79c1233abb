package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Faults of a running world: added and removed through its file, seen in its log. */
public record Faults(Path world) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** From now on these are expected, beside those that are. */
    public void add(String... faults) {
        write(String.join("\n", faults) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All end. */
    public void clear() {
        write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Ends those that have begun and have such a beginning, whatever the others do, and waits until they have ended. */
    public void end(String beginning) {
        try {
            var file = world.resolve("chaos");
            var lines = Files.readAllLines(file);
            var ends = lines.stream().filter(line -> line.startsWith(beginning)).toList();
            lines.removeAll(ends);
            write(
                    String.join("", lines.stream().map(line -> line + "\n").toList()),
                    StandardOpenOption.TRUNCATE_EXISTING);
            ends.forEach(fault -> await(fault, "ends"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What they did so far: {@code <epoch ms> TAB <fault> TAB <what>}. */
    public List<String> log() {
        try {
            var file = world.resolve("chaos.log");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a line of the log has these words in it. */
    public void await(String... words) {
        Awaitility.await("chaos.log tells of " + String.join(" ", words))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        log().stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains)));
    }

    private void write(String text, StandardOpenOption... options) {
        try {
            Files.writeString(world.resolve("chaos"), text, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
