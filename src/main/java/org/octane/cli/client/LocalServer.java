package org.octane.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server on this machine that listens at a port, as the kernel tells it: which process that is, and which data folder it has
 * locked. A program of another user, which took the port of a server that ended, has none that can be seen, and gets no token.
 */
final class LocalServer {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final String LOCK = "/server.lock";

    private LocalServer() {}

    /** @return the data folder of the server there; empty if it can't be seen */
    static Optional<Path> data(int port) {
        var sockets = sockets(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                var data = isJava(process) ? data(process, sockets) : Optional.<Path>empty();
                if (data.isPresent()) {
                    return data;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Where the kernel doesn't tell, whoever asks has to name the token.
        }
        return Optional.empty();
    }

    private static Optional<Path> data(Path process, List<String> sockets) {
        boolean listens = false;
        Path data = null;
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                var target = target(file);
                listens |= sockets.contains(target);
                // Its broker has a lock of the same name in a folder of its own, without a token.
                if (target.endsWith(LOCK) && Files.exists(Path.of(target).resolveSibling(Login.TOKEN))) {
                    data = Path.of(target).getParent();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Of another user, or over.
            return Optional.empty();
        }
        return listens ? Optional.ofNullable(data) : Optional.empty();
    }

    private static List<String> sockets(int port) {
        var sockets = new ArrayList<String>();
        var suffix = String.format(":%04X", port);
        for (var table : List.of("net/tcp", "net/tcp6")) {
            try (Stream<String> lines = Files.lines(PROC.resolve(table))) {
                lines.skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(words -> words.length > 9 && words[1].endsWith(suffix) && words[3].equals(LISTENS))
                        .forEach(words -> sockets.add("socket:[" + words[9] + "]"));
            } catch (IOException | UncheckedIOException e) {
                // A kernel without IPv6 has no such table.
            }
        }
        return sockets;
    }

    private static boolean isJava(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals("java");
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
