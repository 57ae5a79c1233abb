package org.octane.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.octane.bench.Figures.millis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.bench.Figures;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.upgradedb.CopyToSeed;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures how databases come from one node to another: the steps' own scripts and the copy between them, beside {@code mysqldump |
 * gzip | ssh mysql} by hand. Both nodes are OpenSSH's server on this machine; mysqldump prints a file of SQL, mysql reads what it
 * gets to its end and counts as if there were one table. No test: its name keeps it out of them; {@code scripts/bench copy} runs it.
 */
class CopyBench {

    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int MIB = Integer.getInteger("bench.copy.mib", 512);
    /** Bytes of the seed's own databases, which are dumped before others take their place: nobody has used it yet. */
    private static final long OWN = 1 << 20;

    private static final int ROUNDS = 3;
    private static final Duration LONG = Duration.ofMinutes(20);
    private static final String MYSQL =
            """
            #!/bin/bash
            for word; do
              case $word in
                'SHOW DATABASES') printf 'information_schema\\nkeystone\\n' && exit ;;
                *information_schema.tables*) echo user && exit ;;
                *'DISTINCT table_name'*) exit ;;
                *'COUNT(*)'*) echo 3 && exit ;;
                'CHECKSUM TABLE'*) printf 'keystone.user\\t12345\\n' && exit ;;
              esac
            done
            exec cat >/dev/null
            """;
    /** A node that is nothing but a folder is on no wire. */
    private static final String ANY_SIDE = "\nmust_be_on_wire() { :; }\nmust_be_isolated() { :; }\n";

    private final Figures figures = new Figures();
    private final AtomicLong upgrades = new AtomicLong();
    private final Map<String, List<Long>> parts = new TreeMap<>();

    @TempDir
    private Path folder;

    private Path key;
    private NodeCommands commands;
    private CopyToSeed copying;
    private int seedPort;

    @Test
    void measure() throws Exception {
        if (!Files.isExecutable(SshDaemon.PROGRAM)) {
            throw new IllegalStateException(
                    "There is no " + SshDaemon.PROGRAM + ": it is in the package openssh-server.");
        }
        key = folder.resolve("id");
        SshDaemon.newKey("rsa", key);
        for (int node : List.of(FROM, TO)) {
            var dump = dump(node == FROM ? (long) MIB << 20 : OWN);
            program(node, "mysqldump", "#!/bin/sh\nexec cat '" + dump + "'\n");
            program(node, "mysql", MYSQL);
        }
        try (var original = new SshDaemon(folder.resolve("sshd-1"), key, environment(FROM));
                var seed = new SshDaemon(folder.resolve("sshd-2"), key, environment(TO));
                var database = TestPostgres.pooledOctane()) {
            seedPort = seed.port();
            var addresses = Files.writeString(
                    folder.resolve("addresses"),
                    "%d 127.0.0.1:%d\n%d 127.0.0.1:%d\n".formatted(FROM, original.port(), TO, seedPort));
            var settings = new NodeSettings(
                    System.getProperty("user.name"),
                    key,
                    addresses,
                    SshAlgorithms.DEFAULT,
                    "",
                    LONG,
                    Duration.ofSeconds(1));
            var hostKeys = new PinnedHostKeys(new JdbcTemplate(database));
            try (var sessions = new SshSessions(settings, new NodeAddressFile(addresses), hostKeys)) {
                commands = new NodeCommands(sessions, text -> text);
                copying = new CopyToSeed(new NodeFiles(sessions, commands), call -> FROM);
                compare();
            }
        }
        figures.write("copy");
    }

    private void compare() throws Exception {
        var steps = new ArrayList<Long>();
        var byHand = new ArrayList<Long>();
        var byHandFast = new ArrayList<Long>();
        var grown = new ArrayList<Long>();
        for (var round = 0; round <= ROUNDS; round++) {
            boolean warmUp = round == 0;
            long hand = timed(() -> byHand("gzip"));
            long fast = timed(() -> byHand("gzip -1"));
            long moved = timed(() -> grown.add(growth(this::move)));
            if (warmUp) {
                parts.clear();
                grown.clear();
                continue;
            }
            steps.add(moved);
            byHand.add(hand);
            byHandFast.add(fast);
        }
        figures.add(
                "By hand, a pipe of mysqldump, gzip, ssh, gzip -dc and mysql, %d MiB".formatted(MIB), seconds(byHand));
        figures.add("The same with `gzip -1`", seconds(byHandFast));
        double ratio = millis(byHand, 0.5) / millis(steps, 0.5);
        figures.add(
                "Dumped, sealed, copied, compared and restored by the steps",
                seconds(steps),
                String.format(
                        Locale.ROOT,
                        "%.2f times as fast as by hand, %.2f as with `gzip -1`",
                        ratio,
                        millis(byHandFast, 0.5) / millis(steps, 0.5)),
                "≥ 0.9 as by hand",
                ratio >= 0.9);
        parts.forEach((part, times) -> figures.add("of it " + part.substring(2), seconds(times)));
        long most = grown.stream().max(Long::compare).orElseThrow();
        figures.add("Growth of the live heap meanwhile", (most >> 20) + " MiB", "", "≤ 64 MiB", most <= 64L << 20);
    }

    /** As an operator would, on the original's controller. */
    private void byHand(String gzip) throws IOException, InterruptedException {
        var ssh =
                "ssh -i %s -p %d -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR 127.0.0.1"
                        .formatted(key, seedPort);
        var pipe = new ProcessBuilder(
                        "bash",
                        "-c",
                        "set -o pipefail; mysqldump --databases keystone | " + gzip + " | " + ssh
                                + " 'gzip -dc | mysql'")
                .inheritIO();
        pipe.environment().putAll(environment(FROM));
        int exit = pipe.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("The pipe by hand ended with " + exit);
        }
    }

    /** As the engine would. */
    private void move() {
        long upgrade = upgrades.incrementAndGet();
        var told = script("dump-databases", upgrade, FROM, Map.of());
        var copy = new HashMap<>(told);
        copy.put("files", "databases.sql.gz databases.rows");
        copy.put("sums", "sha256 rows");
        copy.put("timeout", Long.toString(LONG.toSeconds()));
        part("2 to copy the dump, and to look at both ends", () -> {
            var call = call(upgrade, TO, copy);
            copying.check(call);
            copying.act(call);
            if (copying.verify(call).kind() != Outcome.Kind.DONE) {
                throw new IllegalStateException("The copy is not there.");
            }
        });
        script("restore-databases", upgrade, TO, Map.of("sha256", told.get("sha256"), "whole", told.get("whole")));
        run("rm -rf \"$OCTANE_ROOT\"/var/lib/octane/cluster-1", FROM);
        run("rm -rf \"$OCTANE_ROOT\"/var/lib/octane/cluster-1", TO);
    }

    /** @return its results */
    private Map<String, String> script(String name, long upgrade, int node, Map<String, String> parameters) {
        var script = NodeScript.of(NodeScript.resource("node/upgrade-db/" + name + ".sh") + ANY_SIDE);
        var results = new HashMap<String, String>();
        part(name.equals("dump-databases") ? "1 to dump and seal" : "3 to restore", () -> {
            for (var phase : List.of(Phase.CHECK, Phase.ACT, Phase.VERIFY)) {
                var text = script.text(call(upgrade, node, parameters).in(phase));
                var said = commands.script(node, "export DUMP_KEY=" + "0123abcd".repeat(8) + "\n" + text, LONG);
                if (said.exitCode() != (phase == Phase.CHECK ? 3 : 0)) {
                    throw new IllegalStateException(name + " " + phase + ": " + said);
                }
                said.stdout()
                        .lines()
                        .map(line -> line.split(" ", 3))
                        .filter(words -> words.length == 3 && words[0].equals("octane-result"))
                        .forEach(words -> results.put(words[1], words[2]));
            }
        });
        return results;
    }

    private void run(String command, int node) {
        var said = commands.script(node, command, LONG);
        if (said.exitCode() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
    }

    private static StepCall call(long upgrade, int node, Map<String, String> parameters) {
        return new StepCall(upgrade, 1, "upgrade-db", "bench", Phase.CHECK, 1, 1, List.of(node), 1, 2, parameters);
    }

    private Map<String, String> environment(int node) throws IOException {
        var root = Files.createDirectories(folder.resolve("node-" + node));
        return Map.of(
                "PATH", programs(node) + ":/usr/bin:/bin", "OCTANE_ROOT", root.toString(), "NODE_NAME", "node-" + node);
    }

    private Path programs(int node) {
        return folder.resolve("bin-" + node);
    }

    private void program(int node, String name, String text) throws IOException {
        var file = Files.writeString(Files.createDirectories(programs(node)).resolve(name), text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " can't be made executable");
        }
    }

    /** As mysqldump would print it: rows of ids, names, times and numbers. */
    private Path dump(long bytes) throws IOException {
        var file = folder.resolve("keystone-" + bytes + ".sql");
        var random = new Random(1);
        try (var out = Files.newBufferedWriter(file, US_ASCII)) {
            out.write("-- MySQL dump\n\n-- Current Database: `keystone`\n\n");
            for (long written = 0; written < bytes; written += insert(out, random)) {
                // as many as it takes
            }
            out.write("-- Dump completed on 2026-01-01  0:00:00\n");
        }
        return file;
    }

    private static long insert(BufferedWriter out, Random random) throws IOException {
        var line = new StringBuilder("INSERT INTO `instances` VALUES ");
        for (var row = 0; row < 400; row++) {
            long at = 1_400_000_000L + random.nextInt(40_000_000);
            line.append(String.format(
                    Locale.ROOT,
                    "%s('2014-%02d-%02d %02d:%02d:%02d',NULL,%d,'%08x-%04x-4%03x-a%03x-%012x','vm-%d','active',%d,%d,NULL,'node-%d.domain.tld',%d)",
                    row == 0 ? "" : ",",
                    1 + at % 12,
                    1 + at % 28,
                    at % 24,
                    at % 60,
                    at / 60 % 60,
                    random.nextInt(1_000_000),
                    random.nextInt(),
                    random.nextInt(1 << 16),
                    random.nextInt(1 << 12),
                    random.nextInt(1 << 12),
                    random.nextLong() & 0xffff_ffff_ffffL,
                    random.nextInt(10_000),
                    1 << random.nextInt(5),
                    512 << random.nextInt(6),
                    random.nextInt(200),
                    at));
        }
        out.append(line).append(";\n");
        return line.length() + 2L;
    }

    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    private void part(String name, Act act) {
        try {
            parts.computeIfAbsent(name, any -> new ArrayList<>()).add(timed(act));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long timed(Act act) throws Exception {
        long start = System.nanoTime();
        act.run();
        return System.nanoTime() - start;
    }

    /** @return by how many bytes what is not garbage has grown at most, looked at every two seconds */
    private static long growth(Act act) throws Exception {
        var most = new AtomicLong();
        long before = live();
        var watch = Executors.newSingleThreadScheduledExecutor();
        watch.scheduleWithFixedDelay(() -> most.accumulateAndGet(live() - before, Math::max), 2, 2, TimeUnit.SECONDS);
        try {
            act.run();
        } finally {
            watch.shutdownNow();
        }
        return most.get();
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String seconds(List<Long> nanos) {
        return String.format(Locale.ROOT, "median %.1f s", millis(nanos, 0.5) / 1000);
    }
}
