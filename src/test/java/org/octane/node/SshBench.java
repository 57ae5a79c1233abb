package org.octane.node;

import static org.octane.bench.Figures.medianAndTail;
import static org.octane.bench.Figures.millis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.bench.Figures;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures SSH: contacts of 200 nodes, all of which are one server in this process that offers all the library has, so that its half of
 * each handshake is in the figures too; and commands on a node that is OpenSSH's server, beside OpenSSH's client. No test: its name keeps
 * it out of them; {@code scripts/bench ssh} runs it.
 */
class SshBench {

    private static final String USER = System.getProperty("user.name");

    private static final int NODES = 200;
    /** As many as the pre-flight asks at the same time. */
    private static final int AT_ONCE = 64;

    /** Sessions that are to be open are opened without haste. */
    private static final int FEW = 2;

    private static final int ROUNDS = 3;
    private static final int COMMANDS = 200;
    private static final int PROCESSES = 20;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Figures figures = new Figures();

    @TempDir
    private Path folder;

    private ServedSsh server;
    private Path key;
    private Path addresses;
    private int port;

    @Test
    void measure() throws Exception {
        if (!Files.isExecutable(SshDaemon.PROGRAM)) {
            throw new IllegalStateException(
                    "There is no " + SshDaemon.PROGRAM + ": it is in the package openssh-server.");
        }
        try (var database = TestPostgres.pooledOctane()) {
            var hostKeys = new PinnedHostKeys(new JdbcTemplate(database));
            try (var served = new ServedSsh(folder)) {
                server = served;
                key = served.key();
                addresses = addresses("addresses", NODES, served.port());
                firstContacts(hostKeys);
                allAtOnce(hostKeys);
                hostKeys.forgotten(1);
                SshDaemon.publicHalf(key);
                // A shell that is not the first one reads nobody's .bashrc, which may do anything.
                try (var daemon = new SshDaemon(folder.resolve("sshd"), key, Map.of("SHLVL", "1"))) {
                    port = daemon.port();
                    addresses = addresses("address", 1, port);
                    openSession(hostKeys);
                }
            }
        }
        figures.write("ssh");
    }

    private Path addresses(String name, int nodes, int port) throws IOException {
        return Files.write(
                folder.resolve(name),
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(id -> id + " 127.0.0.1:" + port)
                        .toList());
    }

    private void firstContacts(PinnedHostKeys hostKeys) throws Exception {
        var seconds = new ArrayList<Double>();
        long failed = 0;
        for (var i = 0; i < ROUNDS; i++) {
            IntStream.rangeClosed(1, NODES).forEach(hostKeys::forgotten);
            try (var sessions = sessions(hostKeys)) {
                var login = new NodeLogin(commands(sessions));
                long start = System.nanoTime();
                failed += atOnce(AT_ONCE, id -> login.with(id).kind()).stream()
                        .filter(kind -> kind != NodeLogin.Kind.ANSWERS)
                        .count();
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        double longest = seconds.stream().max(Double::compare).orElseThrow();
        figures.add(
                NODES + " first contacts, " + AT_ONCE + " asked for at once",
                String.format(Locale.ROOT, "%.1f s, longest of %d times; %d failed", longest, ROUNDS, failed),
                "",
                "≤ 10 s, none fails",
                longest <= 10 && failed == 0);
    }

    private void allAtOnce(PinnedHostKeys hostKeys) throws Exception {
        try (var sessions = sessions(hostKeys)) {
            var commands = commands(sessions);
            for (var i = 0; i < 2; i++) {
                atOnce(FEW, id -> commands.run(id, "true", "", LONG));
            }
            var all = times(5, () -> atOnce(NODES, id -> commands.run(id, "true", "", LONG)));
            figures.add(
                    "A command on " + NODES + " open sessions at once",
                    "median " + millis(millis(all, 0.5)),
                    "",
                    "≤ 1 s",
                    millis(all, 0.5) <= 1_000);
        }
    }

    private void openSession(PinnedHostKeys hostKeys) throws Exception {
        try (var sessions = sessions(hostKeys)) {
            var commands = commands(sessions);
            var itself = times(COMMANDS, () -> command("bash", "-c", "true"));
            times(COMMANDS, () -> commands.run(1, "true", "", LONG));
            var open = times(COMMANDS, () -> commands.run(1, "true", "", LONG));
            var process = times(PROCESSES, () -> command(ssh("-o", "ControlPath=none")));
            command(ssh("-o", "ControlMaster=auto", "-o", "ControlPersist=60"));
            var camel = throughCamel();
            var master = times(PROCESSES, () -> command(ssh()));
            command("ssh", "-o", "ControlPath=" + control(), "-O", "exit", "127.0.0.1");
            figures.add("The command alone, a process on this machine", medianAndTail(itself));
            figures.add("A process of ssh for each command", medianAndTail(process));
            figures.add("Camel's own component ssh, which opens a session for each command", medianAndTail(camel));
            figures.add("A process of ssh for each command, over a ControlMaster", medianAndTail(master));
            double limit = millis(itself, 0.5) + 2;
            figures.add(
                    "A command on an open session",
                    medianAndTail(open),
                    "the command + 2 ms: " + millis(limit),
                    "median ≤ that",
                    millis(open, 0.5) <= limit);
        }
    }

    private List<Long> throughCamel() throws Exception {
        var camel = new Main();
        camel.start();
        try (var producer = camel.getCamelTemplate()) {
            var endpoint = "ssh://" + USER + "@127.0.0.1:" + port + "?certResource=file:" + key
                    + "&failOnUnknownHost=false&timeout=" + LONG.toMillis();
            producer.requestBody(endpoint, "true");
            return times(PROCESSES, () -> producer.requestBody(endpoint, "true"));
        } finally {
            camel.stop();
        }
    }

    private SshSessions sessions(PinnedHostKeys hostKeys) {
        return server.sessions(addresses, hostKeys);
    }

    private static NodeCommands commands(SshSessions sessions) {
        return new NodeCommands(sessions, text -> text);
    }

    @FunctionalInterface
    private interface OnNode<T> {
        T run(int node);
    }

    private static <T> List<T> atOnce(int most, OnNode<T> act) throws Exception {
        var threads = Executors.newFixedThreadPool(most);
        try {
            var pending = threads.invokeAll(IntStream.rangeClosed(1, NODES)
                    .mapToObj(id -> (Callable<T>) () -> act.run(id))
                    .toList());
            var all = new ArrayList<T>();
            for (var one : pending) {
                all.add(one.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> times(int often, Callable<?> act) throws Exception {
        var times = new ArrayList<Long>();
        for (var i = 0; i < often; i++) {
            long start = System.nanoTime();
            act.call();
            times.add(System.nanoTime() - start);
        }
        return times;
    }

    private String[] ssh(String... more) {
        return Stream.of(
                        Stream.of("ssh", "-i", key.toString(), "-p", Integer.toString(port), "-l", USER, "-o"),
                        Stream.of(
                                "StrictHostKeyChecking=no",
                                "-o",
                                "UserKnownHostsFile=/dev/null",
                                "-o",
                                "LogLevel=ERROR"),
                        Stream.of(more),
                        Stream.of("-o", "ControlPath=" + control(), "127.0.0.1", "true"))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    /** Short: the name of a socket has at most 108 characters. */
    private Path control() {
        return Path.of("/tmp", "octane-bench-" + port);
    }

    private static int command(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with " + exit);
        }
        return exit;
    }
}
