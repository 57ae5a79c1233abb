package org.octane.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;

/** Starts a server with its simulated cloud as a process of its own; its output goes to a log file. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "ready ";
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final Path data;
    private final Path log;
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private ProcessHandle world;

    ServerProcess(Path data, List<String> arguments) throws IOException {
        this.data = data;
        this.log = data.resolve("server.log");
        // In a session of its own: one that is left running must not end with the terminal.
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.octane.Octane"));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        Thread reader = new Thread(this::read, "server output");
        reader.setDaemon(true);
        reader.start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        // Not the process's own word, which may come a moment after its end was seen.
        return process.toHandle().isAlive();
    }

    /** Waits until it is ready; returns its address. */
    String awaitReady(int seconds) throws InterruptedException {
        try {
            String address = url.get(seconds, TimeUnit.SECONDS);
            world = WorldProperties.of(data).pid().flatMap(ProcessHandle::of).orElse(null);
            return address;
        } catch (TimeoutException e) {
            throw notReady("was not ready within " + seconds + " s");
        } catch (ExecutionException e) {
            throw notReady("ended with exit status " + process.waitFor());
        }
    }

    /** Ends the server, which ends its world; whatever of them is left after that is ended too. */
    @Override
    public void close() {
        end(process.toHandle());
        if (world != null) {
            end(world);
        }
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            handle.destroyForcibly();
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var file = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The line with the database's address has its password in it: that stays out of the log.
                file.write((line.startsWith("database ") ? "database (address not logged)" : line) + "\n");
                file.flush();
                if (line.startsWith(READY)) {
                    url.complete(line.substring(READY.length()).trim());
                }
            }
        } catch (IOException e) {
            url.completeExceptionally(e);
        }
        url.completeExceptionally(new IllegalStateException("ended"));
    }

    private Failure notReady(String how) {
        List<String> lines;
        try (var all = Files.lines(log)) {
            // Where an exception was thrown is for the log; that and why it was, for the operator.
            List<String> read = all.filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .toList();
            lines = read.subList(Math.max(0, read.size() - 5), read.size());
        } catch (IOException | UncheckedIOException e) {
            lines = List.of();
        }
        String last = lines.isEmpty() ? "" : " Its last lines:\n  " + String.join("\n  ", lines);
        return new Failure(
                ExitCode.UPGRADE_FAILED, "The server " + how + "." + last, "Its whole output is in " + log + ".");
    }
}
