package org.octane.world.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.octane.world.node.Node;

/** One of the world's admin scripts, run as if by the node it builds. */
record BuildScript(Node node, String name) {

    /** @throws IllegalStateException with the last lines it printed, if it ends with another code than 0 */
    void run(Map<String, String> variables) {
        var script = node.world().resolve("admin").resolve(name);
        var builder = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(node.environment());
        builder.environment().putAll(variables);
        try {
            Files.createDirectories(node.home());
            var process = builder.directory(node.world().toFile()).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        name + " of node " + node.id() + " ended with " + exit + ": " + tail(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " was stopped", e);
        }
    }

    private static String tail(String output) {
        var lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
}
