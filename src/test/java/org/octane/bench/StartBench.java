package org.octane.bench;

import static org.octane.bench.Figures.millis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how long a server with its simulated cloud takes until it serves, and a command, by the launcher that an operator has. No
 * test: its name keeps it out of them; {@code scripts/bench start} runs it.
 */
class StartBench {

    private static final int ROUNDS = 5;
    private static final int COMMANDS = 10;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Figures figures = new Figures();

    @TempDir
    private Path folder;

    @Test
    void measure() throws Exception {
        // Builds, where that is needed, and makes what later starts are faster by.
        command("--version");
        try (var first = new Served(folder.resolve("warm-up"))) {
            command("status", "--url", first.url());
        }
        var anew = new ArrayList<Long>();
        for (var i = 0; i < ROUNDS; i++) {
            try (var served = new Served(folder.resolve("new-" + i))) {
                anew.add(served.nanos);
            }
        }
        limit("A server and its simulated cloud, new, until it serves", anew, Duration.ofSeconds(10));
        var again = new ArrayList<Long>();
        var status = new ArrayList<Long>();
        for (var i = 0; i < ROUNDS; i++) {
            try (var served = new Served(folder.resolve("new-0"))) {
                again.add(served.nanos);
                for (var j = 0; j < COMMANDS / ROUNDS; j++) {
                    status.add(command("status", "--url", served.url()));
                }
            }
        }
        figures.add("The same with data of before", "median " + millis(millis(again, 0.5)));
        limit("octane status", status, Duration.ofMillis(700));
        figures.write("start");
    }

    private void limit(String what, List<Long> nanos, Duration goal) {
        double median = millis(nanos, 0.5);
        figures.add(
                what,
                "median " + millis(median) + ", longest " + millis(millis(nanos, 1)),
                "",
                "≤ " + goal.toMillis() + " ms",
                median <= goal.toMillis());
    }

    private static long command(String... words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var process =
                launcher(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with " + process.exitValue());
        }
        return System.nanoTime() - start;
    }

    private static ProcessBuilder launcher(String... words) {
        var all = new ArrayList<>(List.of("scripts/octane"));
        all.addAll(List.of(words));
        return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** A server that ends, and its cloud with it, when it is closed. */
    private static final class Served implements AutoCloseable {

        private final Process process;
        private final Path out;
        final long nanos;

        Served(Path data) throws IOException {
            out = Path.of(data + ".out");
            long start = System.nanoTime();
            process = launcher("server", "--embedded", "--data", data.toString(), "--port", "0")
                    .redirectOutput(out.toFile())
                    .start();
            Awaitility.await()
                    .atMost(LONG)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !url().isEmpty() || !process.isAlive());
            nanos = System.nanoTime() - start;
            if (url().isEmpty()) {
                throw new IllegalStateException("The server has ended: " + Files.readString(out));
            }
        }

        String url() throws IOException {
            return Files.readAllLines(out).stream()
                    .filter(line -> line.startsWith("ready "))
                    .map(line -> line.substring("ready ".length()).strip())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}
