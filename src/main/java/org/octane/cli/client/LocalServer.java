package org.octane.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The server on this machine that listens at a port, as the kernel tells it: which process of this user that is, and which data folder
 * it has locked. A program of another user, which took the port of a server that ended, gets no token, whatever it has opened: root sees
 * that too, and what lies beside it may be a link to a token.
 */
final class LocalServer {

    private static final Path PROC = Path.of("/proc");
    /** Columns of the kernel's table. */
    private static final int LOCAL = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENS = "0A";
    private static final String LOCK = "/server.lock";

    private LocalServer() {}

    /** @return the data folder of the server there; empty if it can't be seen */
    static Optional<Path> data(int port) {
        var sockets = sockets(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (var processes = Files.newDirectoryStream(PROC)) {
            for (var process : processes) {
                var data = isJava(process) && isOwn(process) ? data(process, sockets, port) : Optional.<Path>empty();
                if (data.isPresent()) {
                    return data;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Where the kernel doesn't tell, whoever asks has to name the token.
        }
        return Optional.empty();
    }

    private static Optional<Path> data(Path process, List<String> sockets, int port) {
        boolean listens = false;
        List<Path> folders = new ArrayList<>();
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                var target = target(file);
                listens |= sockets.contains(target);
                // Its broker has a lock of the same name in a folder of its own, without a token.
                if (target.endsWith(LOCK) && Files.exists(Path.of(target).resolveSibling(Login.TOKEN))) {
                    folders.add(Path.of(target).getParent());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Of another user, or over.
            return Optional.empty();
        }
        return listens ? ofPort(folders, port) : Optional.empty();
    }

    /** A process that serves several clouds has a folder for each. */
    private static Optional<Path> ofPort(List<Path> folders, int port) {
        for (Path folder : folders) {
            if (folders.size() == 1 || served(folder).endsWith(":" + port)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static String served(Path folder) {
        try {
            return Files.readString(folder.resolve("server.properties")).strip();
        } catch (IOException e) {
            // It has not begun to serve.
            return "";
        }
    }

    /** Without regular expressions and streams, of which a short command would load the classes. */
    private static List<String> sockets(int port) {
        List<String> sockets = new ArrayList<>();
        String hex = Integer.toHexString(port).toUpperCase(Locale.ROOT);
        String local = ":" + "0".repeat(4 - hex.length()) + hex + " ";
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try (BufferedReader lines = Files.newBufferedReader(PROC.resolve(table))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.contains(local)) {
                        add(line, local.strip(), sockets);
                    }
                }
            } catch (IOException e) {
                // A kernel without IPv6 has no such table.
            }
        }
        return sockets;
    }

    private static void add(String line, String local, List<String> sockets) {
        StringTokenizer words = new StringTokenizer(line);
        List<String> all = new ArrayList<>();
        while (words.hasMoreTokens()) {
            all.add(words.nextToken());
        }
        if (all.size() > INODE
                && all.get(LOCAL).endsWith(local)
                && all.get(STATE).equals(LISTENS)) {
            sockets.add("socket:[" + all.get(INODE) + "]");
        }
    }

    private static boolean isJava(Path process) {
        if (!Character.isDigit(process.getFileName().toString().charAt(0))) {
            return false;
        }
        try {
            return Files.readString(process.resolve("comm")).strip().equals("java");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOwn(Path process) {
        try {
            return uid(process).equals(uid(PROC.resolve("self")));
        } catch (IOException e) {
            // It is over.
            return false;
        }
    }

    private static Object uid(Path process) throws IOException {
        return Files.getAttribute(process, "unix:uid");
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
