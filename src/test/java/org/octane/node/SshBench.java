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
 * Measures SSH to 200 nodes, all of which are one server in this process that offers all the library has: its half of each handshake
 * is in the figures too. Beside it OpenSSH's client with the same server. No test: its name keeps it out of them; {@code scripts/bench
 * ssh} runs it.
 */
class SshBench {

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
    private int port;

    @Test
    void measure() throws Exception {
        try (var served = new ServedSsh(folder);
                var database = TestPostgres.pooledOctane()) {
            server = served;
            port = served.port();
            Files.write(
                    folder.resolve("addresses"),
                    IntStream.rangeClosed(1, NODES)
                            .mapToObj(id -> id + " 127.0.0.1:" + port)
                            .toList());
            var hostKeys = new PinnedHostKeys(new JdbcTemplate(database));
            firstContacts(hostKeys);
            openSessions(hostKeys);
        }
        figures.write("ssh");
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

    private void openSessions(PinnedHostKeys hostKeys) throws Exception {
        try (var sessions = sessions(hostKeys)) {
            var commands = commands(sessions);
            var itself = times(COMMANDS, () -> command("bash", "-c", "true"));
            for (var i = 0; i < 2; i++) {
                atOnce(FEW, id -> commands.run(id, "true", "", LONG));
            }
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
            var all = times(5, () -> atOnce(NODES, id -> commands.run(id, "true", "", LONG)));
            figures.add(
                    "A command on " + NODES + " open sessions at once",
                    "median " + millis(millis(all, 0.5)),
                    "",
                    "≤ 1 s",
                    millis(all, 0.5) <= 1_000);
        }
    }

    private List<Long> throughCamel() throws Exception {
        var camel = new Main();
        camel.start();
        try (var producer = camel.getCamelTemplate()) {
            var endpoint = "ssh://root@127.0.0.1:" + port + "?certResource=file:" + server.key()
                    + "&failOnUnknownHost=false&timeout=" + LONG.toMillis();
            producer.requestBody(endpoint, "true");
            return times(PROCESSES, () -> producer.requestBody(endpoint, "true"));
        } finally {
            camel.stop();
        }
    }

    private SshSessions sessions(PinnedHostKeys hostKeys) {
        return server.sessions(folder.resolve("addresses"), hostKeys);
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
                        Stream.of(
                                "ssh", "-i", server.key().toString(), "-p", Integer.toString(port), "-l", "root", "-o"),
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
