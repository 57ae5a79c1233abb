package org.octane.world.astute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the world's building scripts, run for one node as if by the node itself. */
record AdminScript(Simulation simulation, String name, String uid, Map<String, String> variables) {

    /** The script failed; the message is the last line it printed. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /**
     * Runs it to its end.
     *
     * @param every how often {@code tick} is called meanwhile
     * @throws Failed it exited with another code than 0
     * @throws InterruptedException the job was stopped; the script and its children are gone then
     */
    void run(Duration every, Runnable tick) throws Failed, InterruptedException {
        try {
            var log = log();
            var process = start(log);
            try {
                while (!process.waitFor(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    tick.run();
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new Failed(lastLine(log, process.exitValue()));
            }
        } catch (IOException e) {
            throw new Failed(name + " can't be run: " + e.getMessage());
        }
    }

    private Process start(Path log) throws IOException {
        var world = simulation.folder();
        var root = simulation.node(uid).resolve("root");
        var builder = new ProcessBuilder("bash", script().toString());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", world.resolve("bin") + ":/usr/bin:/bin");
        environment.put("OCTANE_WORLD", world.toString());
        environment.put("OCTANE_ROOT", root.toString());
        environment.put("OCTANE_NODE", uid);
        environment.put("HOME", root.resolve("root").toString());
        environment.put("LANG", "C");
        environment.putAll(variables);
        return builder.directory(world.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Or what stands in front of it on this node. */
    private Path script() {
        var intercepted = simulation
                .folder()
                .resolve("faults")
                .resolve(uid)
                .resolve("bin")
                .resolve(name);
        return Files.exists(intercepted)
                ? intercepted
                : simulation.folder().resolve("admin").resolve(name);
    }

    private Path log() throws IOException {
        var folder = simulation.folder().resolve("astute");
        Files.createDirectories(folder);
        return folder.resolve(name + "-" + uid + ".log");
    }

    private String lastLine(Path log, int exit) throws IOException {
        var last = Files.readString(log)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("no output");
        return name + " ended with " + exit + ": " + last;
    }
}
