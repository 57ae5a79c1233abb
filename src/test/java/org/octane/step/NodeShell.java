package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs a step's script on a node of a simulated cloud, with the environment the node's SSH server gives. */
public final class NodeShell {

    private final Path world;
    private final Map<String, String> variables;

    /**
     * @param world {@code $OCTANE_WORLD}
     * @param variables of every script
     */
    public NodeShell(Path world, Map<String, String> variables) {
        this.world = world;
        this.variables = variables;
    }

    /** The same with more variables; the added win. */
    public NodeShell with(Map<String, String> added) {
        var all = new TreeMap<>(variables);
        all.putAll(added);
        return new NodeShell(world, all);
    }

    /**
     * @param node id, or {@code master}
     * @param script {@code stage/step}
     */
    public ScriptRun run(String node, String script, String phase) {
        var process = start(node, script, phase);
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                kill(process);
                throw new AssertionError(script + " " + phase + " hangs");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new ScriptRun(process.exitValue(), read(node, "out"), read(node, "err"));
    }

    /** check, and where the effect is missing act and verify; the way the engine goes. */
    public ScriptRun step(String node, String script) {
        var check = run(node, script, "check");
        if (check.exit() == 0) {
            return check;
        }
        if (check.exit() != ScriptRun.MISSING) {
            return check;
        }
        var act = run(node, script, "act");
        return act.exit() == 0 ? run(node, script, "verify") : act;
    }

    /** Starts it and doesn't wait; see {@link #kill}. */
    public Process start(String node, String script, String phase) {
        try {
            Files.writeString(file(node, "in"), text(node, script, phase));
            var builder = new ProcessBuilder("setsid", "--wait", "/bin/bash", "-s")
                    .redirectInput(file(node, "in").toFile())
                    .redirectOutput(file(node, "out").toFile())
                    .redirectError(file(node, "err").toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(node));
            return builder.directory(root(node).toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command of an operator on the node; fails the test if it fails. */
    public String command(String node, String command) {
        try {
            var builder = new ProcessBuilder("/bin/bash", "-c", command).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment(node));
            var process = builder.directory(root(node).toFile()).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** One of the world's building scripts, with the variables it wants. */
    public void build(String node, String script, Map<String, String> wanted) {
        var text = new StringBuilder();
        wanted.forEach(
                (name, value) -> text.append(name).append("='").append(value).append("' "));
        command(node, text + "bash " + world.resolve("admin").resolve(script));
    }

    /** {@code $OCTANE_WORLD}. */
    public Path world() {
        return world;
    }

    /**
     * As kill -9 of everything the script has started. A simulated program ends what it is at, since a service, an API or
     * the kernel would: otherwise an order could be half given, as it never is.
     */
    public static void kill(Process process) {
        var atWork = new ArrayList<ProcessHandle>();
        kill(process.toHandle(), atWork);
        atWork.forEach(
                program -> program.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }

    private static void kill(ProcessHandle process, List<ProcessHandle> atWork) {
        // Stopped, it can't become another program nor start one between the look and the blow.
        signal("STOP", process);
        if (process.info()
                .commandLine()
                .filter(line -> line.contains("/world/bin/"))
                .isPresent()) {
            signal("CONT", process);
            atWork.add(process);
            return;
        }
        var children = process.children().toList();
        process.destroyForcibly();
        children.forEach(child -> kill(child, atWork));
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("/bin/bash", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Path root(String node) {
        return world.resolve("nodes").resolve(node).resolve("root");
    }

    /** What was changed on the node: {@code program args}, oldest first. */
    public List<String> journal(String node) {
        var file = world.resolve("nodes").resolve(node).resolve("sim/journal");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.substring(line.indexOf('\t') + 1).replace('\t', ' '))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String node, String script, String phase) {
        var all = new TreeMap<>(Map.of("NODE_ID", node));
        all.put("NODE_NAME", node.equals("master") ? node : "node-" + node);
        all.putAll(variables);
        return SentScript.text(script, phase, all);
    }

    private Map<String, String> environment(String node) {
        return Map.of(
                "PATH",
                world.resolve("bin") + ":/usr/bin:/bin",
                "OCTANE_ROOT",
                root(node).toString(),
                "OCTANE_WORLD",
                world.toString(),
                "OCTANE_NODE",
                node,
                "HOME",
                root(node).resolve("root").toString(),
                "LANG",
                "C");
    }

    private Path file(String node, String kind) {
        return world.resolve("test-" + node + "." + kind);
    }

    private String read(String node, String kind) {
        try {
            return new String(Files.readAllBytes(file(node, kind)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
