package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * What tasks do to the files of one simulated node. Each answers why it failed, or null.
 *
 * @param uid {@code master} for the Fuel master
 */
record HookFiles(Simulation simulation, String uid) {

    /** A module of the Fuel master's rsync server, and the path in it. */
    private static final Pattern RSYNC = Pattern.compile("rsync://[0-9.]+:?/(puppet|plugins)/([^{}]*)");

    String upload(JsonNode parameters) {
        var path = parameters.path("path").asText();
        var failure = write(path, parameters.path("data").asText());
        return failure == null && parameters.has("permissions")
                ? permit(path, Integer.parseInt(parameters.path("permissions").asText(), 8))
                : failure;
    }

    private String permit(String path, int mode) {
        try {
            Files.setAttribute(path(uid, path), "unix:mode", mode);
            return null;
        } catch (IOException e) {
            return "File upload failed";
        }
    }

    String copy(JsonNode files) {
        for (var file : files) {
            var source = path("master", file.path("src").asText());
            if (!Files.isReadable(source) || !Files.isRegularFile(source)) {
                return "File does not exist or is not readable "
                        + file.path("src").asText();
            }
            try {
                var failure = write(file.path("dst").asText(), Files.readString(source));
                if (failure != null) {
                    return failure;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return null;
    }

    /** What the Fuel master has in that folder; the copy is that folder's, nothing else stays in it. */
    String sync(String from, String to) {
        var module = RSYNC.matcher(from);
        var error = "Failed to perform sync from " + from + " to " + to;
        if (!module.matches()) {
            return error;
        }
        var root = module.group(1).equals("puppet") ? "/etc/puppet/" : "/var/www/nailgun/plugins/";
        var source = path("master", root + module.group(2));
        if (!Files.isDirectory(source)) {
            return error;
        }
        var target = path(uid, to);
        try (var all = Files.walk(source)) {
            for (var file : all.toList()) {
                var copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return null;
        } catch (IOException e) {
            return error;
        }
    }

    private String write(String path, String text) {
        var file = path(uid, path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return null;
        } catch (IOException e) {
            return "File upload failed";
        }
    }

    /** As the node sees it; never one outside its own files. */
    private Path path(String node, String path) {
        var root = simulation.node(node).resolve("root").normalize();
        var file = root.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalStateException(path + " leads out of node " + node);
        }
        return file;
    }
}
