package org.octane.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program with a notice on its standard input. Its arguments are the setting's and nothing else, no shell is in between, and of the
 * environment it gets what every program needs: secrets may stand in Octane's. Exit status 0 means that it was taken.
 */
record Command(List<String> arguments, Duration timeout) implements Channel {

    private static final int SHOWN = 500;
    private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    @Override
    public void send(String notice) throws NotSent, InterruptedException {
        var builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new NotSent(arguments.get(0) + " can't be started: " + e.getMessage(), e);
        }
        var said = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        CompletableFuture.runAsync(() -> write(process, notice));
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotSent(arguments.get(0) + " did not end within " + timeout.toMillis() + " ms");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new NotSent(arguments.get(0) + " ended with " + process.exitValue() + ": "
                    + said.completeOnTimeout("", 1, TimeUnit.SECONDS).join());
        }
    }

    private static void write(Process process, String notice) {
        try (var in = process.getOutputStream()) {
            in.write(notice.getBytes(StandardCharsets.UTF_8));
            in.write('\n');
        } catch (IOException e) {
            // It did not want to read it; its exit status says whether that was well.
        }
    }

    /** The beginning; the rest is read too, so that the program is not held up. */
    private static String read(InputStream output) {
        try (output) {
            var beginning = output.readNBytes(SHOWN);
            output.transferTo(java.io.OutputStream.nullOutputStream());
            return new String(beginning, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
