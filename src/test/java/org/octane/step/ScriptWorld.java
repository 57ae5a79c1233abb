package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.octane.node.NodeScript;

/**
 * A simulated cloud on disk, without servers: node scripts run in a real bash against the stand-ins, as they would over SSH.
 * Cluster 1: controllers 1-3, computes 4-6, OSD nodes 7-9. Cluster 2, its seed: controllers 10-12, isolated.
 */
final class ScriptWorld implements AutoCloseable {

    /** By which upgrade 7 seals its dumps. */
    static final String DUMP_KEY = "0123456789abcdef".repeat(4);

    private static final Path RESOURCES = Path.of("src/main/resources");
    private final Path folder;
    private UnaryOperator<String> sent = UnaryOperator.identity();

    private ScriptWorld(Path folder) {
        this.folder = folder;
    }

    /** What a script ended with. */
    record Result(int exit, String out, String err) {

        Map<String, String> results() {
            var found = new LinkedHashMap<String, String>();
            out.lines()
                    .filter(l -> l.startsWith("octane-result "))
                    .map(l -> l.split(" ", 3))
                    .forEach(w -> found.put(w[1], w[2]));
            return found;
        }
    }

    /** From now on the text of each script is changed so before it runs. */
    void sends(UnaryOperator<String> change) {
        sent = change;
    }

    /** Takes seconds; see {@link Reached}. */
    static ScriptWorld build() {
        try {
            var world = new ScriptWorld(Files.createTempDirectory("octane-built-world"));
            world.make();
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same in a folder of its own. */
    ScriptWorld copy() {
        return copyOf(folder);
    }

    /** One that is kept, in a folder of its own. */
    static ScriptWorld copyOf(Path kept) {
        try {
            var copy = Files.createTempDirectory("octane-script-world");
            copy(kept, copy);
            return new ScriptWorld(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Check, act where it is missing, verify: as the engine does it. */
    Map<String, String> step(String stage, String script, int node, Map<String, String> with) {
        var check = look(stage, script, "check", node, with);
        if (check.exit() == 3) {
            var act = run(stage, script, "act", node, with);
            if (act.exit() != 0) {
                throw new AssertionError(script + " on node " + node + ": act ended with " + act);
            }
            check = look(stage, script, "verify", node, with);
        }
        if (check.exit() != 0) {
            throw new AssertionError(script + " on node " + node + ": not proved: " + check);
        }
        return check.results();
    }

    /** A look without an answer is made again, as now and then a monitor says nothing. */
    private Result look(String stage, String script, String phase, int node, Map<String, String> with) {
        var seen = run(stage, script, phase, node, with);
        return seen.exit() == ScriptRun.NO_ANSWER ? run(stage, script, phase, node, with) : seen;
    }

    Map<String, String> step(String stage, String script, int node) {
        return step(stage, script, node, Map.of());
    }

    Result run(String stage, String script, String phase, int node, Map<String, String> with) {
        return end(start(stage, script, phase, node, with), script);
    }

    /** Runs a phase and kills its shell unless it ends within that time; what it started goes on, as on a real node. */
    void killed(String stage, String script, String phase, int node, Map<String, String> with, long millis) {
        var running = start(stage, script, phase, node, with);
        try {
            if (!running.process().waitFor(millis, TimeUnit.MILLISECONDS)) {
                running.process().destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The same, and no part of the shell goes on; what a program was told it does to its end. */
    void brokenOff(String stage, String script, String phase, int node, Map<String, String> with, long millis) {
        var running = start(stage, script, phase, node, with);
        try {
            if (!running.process().waitFor(millis, TimeUnit.MILLISECONDS)) {
                running.process().destroyForcibly().waitFor();
                // Until none is found: one may have forked another meanwhile.
                Awaitility.await(script + " is broken off")
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> {
                            var left = left();
                            left.stream()
                                    .filter(process -> process.info()
                                            .commandLine()
                                            .orElse("")
                                            .contains("octane_text=$(cat)"))
                                    .forEach(ProcessHandle::destroyForcibly);
                            return left.isEmpty();
                        });
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What runs in this world, whoever its parent is. */
    private List<ProcessHandle> left() {
        return ProcessHandle.allProcesses().filter(this::isHere).toList();
    }

    private boolean isHere(ProcessHandle process) {
        try {
            var environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0")).contains("OCTANE_WORLD=" + folder);
        } catch (IOException goneOrSomebodyElses) {
            return false;
        }
    }

    private record Running(Process process, Path out, Path err) {}

    private Running start(String stage, String script, String phase, int node, Map<String, String> with) {
        try {
            var out = Files.createTempFile(folder, "out", "");
            var err = Files.createTempFile(folder, "err", "");
            var variables = variables(stage, script, node, with);
            var key = variables.remove("DUMP_KEY");
            var text = "export DUMP_KEY='" + key + "'\n" + SentScript.text(stage + "/" + script, phase, variables);
            var in = Files.createTempFile(folder, "in", "");
            Files.writeString(in, sent.apply(text) + NodeScript.WHOLE);
            var builder = new ProcessBuilder("/bin/bash", "-c", NodeScript.SHELL);
            builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(name(node)));
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result end(Running running, String what) {
        try {
            if (!running.process().waitFor(120, TimeUnit.SECONDS)) {
                running.process().descendants().forEach(ProcessHandle::destroyForcibly);
                running.process().destroyForcibly();
                throw new AssertionError(what + " doesn't end: " + Files.readString(running.err()));
            }
            return new Result(
                    running.process().exitValue(), Files.readString(running.out()), Files.readString(running.err()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> variables(String stage, String script, int node, Map<String, String> with) {
        var variables = new TreeMap<>(facts(node));
        variables.put("UPGRADE", "7");
        variables.put(
                "STEP", Integer.toString((stage + script + with.getOrDefault("DATABASE", "")).hashCode() & 0xffff));
        with.forEach((name, value) -> {
            if (name.matches("[A-Z0-9_]+")) {
                variables.put(name, value);
            }
        });
        return variables;
    }

    private static Map<String, String> facts(int node) {
        var facts = new HashMap<String, String>();
        facts.put("NODE_ID", name(node));
        facts.put("NODE_NAME", node == Leg.MASTER ? name(node) : "node-" + node);
        facts.put("NODE_ROLES", role(node));
        facts.put("ORIG_ID", "1");
        facts.put("SEED_ID", "2");
        facts.put("ORIG_VERSION", "2014.2.2-6.1");
        facts.put("SEED_VERSION", "2015.1.0-7.0");
        facts.put("ORIG_FUEL", "6.1");
        facts.put("SEED_FUEL", "7.0");
        facts.put("ORIG_CONTROLLERS", "node-1 node-2 node-3");
        facts.put("SEED_CONTROLLERS", "node-10 node-11 node-12");
        facts.put("ORIG_CONTROLLER_ADDRESSES", "node-1=192.168.0.3 node-2=192.168.0.4 node-3=192.168.0.5");
        facts.put("SEED_CONTROLLER_ADDRESSES", "node-10=192.168.0.3 node-11=192.168.0.4 node-12=192.168.0.5");
        facts.put("SEED_CONTROLLER_ADMIN_ADDRESSES", "node-10=10.20.0.30 node-11=10.20.0.31 node-12=10.20.0.32");
        facts.put("MANAGEMENT_VIP", "192.168.0.1");
        facts.put("PUBLIC_VIP", "172.16.0.2");
        facts.put("PUBLIC_GATEWAY", "172.16.0.1");
        facts.put("SETTLE_SECONDS", "30");
        facts.put("DUMP_KEY", DUMP_KEY);
        facts.put("MASTER_IP", "10.20.0.2");
        facts.put("COMPUTES", "node-4 node-5 node-6");
        facts.put("OSD_NODES", "node-7 node-8 node-9");
        facts.put("BRIDGE_PORTS", "br-ex=eth1 br-mgmt=eth0.101");
        facts.put("REPOSITORIES", "deb http://10.20.0.2:8080/2015.1.0-7.0/ubuntu/x86_64 mos7.0 main restricted");
        return facts;
    }

    private static String name(int node) {
        return node == Leg.MASTER ? "master" : Integer.toString(node);
    }

    private static String role(int node) {
        return node == Leg.MASTER ? "" : node <= 3 || node >= 10 ? "controller" : node <= 6 ? "compute" : "ceph-osd";
    }

    private void make() throws IOException {
        for (var part : List.of("bin", "lib", "admin")) {
            copy(RESOURCES.resolve("world/" + part), folder.resolve(part));
        }
        try (var files = Files.walk(folder.resolve("bin"))) {
            files.filter(Files::isRegularFile).forEach(f -> f.toFile().setExecutable(true));
        }
        folder.resolve("lib/intercept").toFile().setExecutable(true);
        Files.writeString(folder.resolve("speed"), "1000\n");
        admin("build-master", "master", Map.of("ENV_ID", "1", "HOSTNAME", "master", "ADMIN_IP", "10.20.0.2"));
        IntStream.rangeClosed(1, 9).forEach(n -> admin("build-node", Integer.toString(n), node(n)));
        admin("build-cloud", "master", cluster(1));
        for (int n = 10; n <= 12; n++) {
            admin("provision-node", Integer.toString(n), node(n));
            step("upgrade-env", "isolate-controllers", n);
            admin("deploy-node", Integer.toString(n), node(n));
        }
        Files.writeString(folder.resolve("speed"), "100\n");
    }

    private static Map<String, String> cluster(int id) {
        var cluster = new HashMap<String, String>();
        cluster.put("ENV_ID", Integer.toString(id));
        cluster.put("RELEASE", id == 1 ? "2014.2.2-6.1" : "2015.1.0-7.0");
        cluster.put("MASTER_IP", "10.20.0.2");
        cluster.put("MGMT_VIP", "192.168.0.1");
        cluster.put("PUBLIC_VIP", "172.16.0.2");
        cluster.put("MGMT_VROUTER_VIP", "192.168.0.2");
        cluster.put("PUBLIC_VROUTER_VIP", "172.16.0.3");
        cluster.put("PUBLIC_GATEWAY", "172.16.0.1");
        return cluster;
    }

    private static Map<String, String> node(int id) {
        boolean seed = id >= 10;
        int place = seed ? id - 9 : id;
        var node = cluster(seed ? 2 : 1);
        node.put("HOSTNAME", "node-" + id);
        node.put("ROLES", role(id));
        node.put("PRIMARY", place == 1 ? "1" : "0");
        node.put("ISOLATED", seed ? "1" : "0");
        node.put(
                "CONTROLLERS",
                IntStream.rangeClosed(1, 3)
                        .mapToObj(n -> "node-%d=192.168.0.%d".formatted(seed ? n + 9 : n, n + 2))
                        .collect(Collectors.joining(" ")));
        node.put("ADMIN_IP", "10.20.0." + (20 + id));
        node.put("MGMT_IP", "192.168.0." + (2 + place));
        node.put("STORAGE_IP", "192.168.1." + id);
        if (role(id).equals("controller")) {
            node.put("PUBLIC_IP", "172.16.0." + (3 + place));
        }
        node.put("DISKS", "sda:102400 sdb:204800");
        node.put("NICS", "eth0 eth1");
        node.put("NETWORKS", "br-fw-admin=eth0 br-mgmt=eth0.101 br-storage=eth0.102 br-ex=eth1");
        node.put("PARTITIONS", "sda:os:50000 " + (role(id).equals("ceph-osd") ? "sdb:ceph:200000" : "sdb:vm:200000"));
        return node;
    }

    private void admin(String name, String node, Map<String, String> variables) {
        try {
            Files.createDirectories(folder.resolve("nodes/" + node + "/root/root"));
            var log = Files.createTempFile(folder, name, "");
            var builder =
                    new ProcessBuilder("bash", folder.resolve("admin/" + name).toString());
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(node));
            builder.environment().putAll(variables);
            var process = builder.start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new AssertionError(name + " of node " + node + ": " + Files.readString(log));
            }
            Files.delete(log);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> environment(String node) {
        var root = folder.resolve("nodes/" + node + "/root").toString();
        var environment = new HashMap<>(Map.of(
                "PATH",
                folder.resolve("faults/" + node + "/bin") + ":" + folder.resolve("bin") + ":/usr/bin:/bin",
                "OCTANE_WORLD",
                folder.toString(),
                "OCTANE_ROOT",
                root,
                "OCTANE_NODE",
                node,
                "HOME",
                root + "/root",
                "LANG",
                "C"));
        if (Files.exists(folder.resolve("faults/" + node + "/full"))) {
            environment.put("BASH_ENV", folder.resolve("lib/full-disk.sh").toString());
        }
        return environment;
    }

    /** A command on a node, as an operator would type it. */
    Result shell(int node, String command) {
        try {
            var out = Files.createTempFile(folder, "out", "");
            var err = Files.createTempFile(folder, "err", "");
            var builder = new ProcessBuilder("bash", "-c", command);
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(name(node)));
            return end(new Running(builder.start(), out, err), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a copying step does over SSH. */
    void copyFile(int from, int to, String... names) {
        try {
            for (var name : names) {
                var path = "/var/lib/octane/cluster-1/upgrade-7/" + name;
                Files.createDirectories(file(to, path).getParent());
                Files.copy(file(from, path), file(to, path), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The programs that changed something on a node, with their arguments. */
    List<String> journal(int node) {
        try {
            var journal = folder.resolve("nodes/" + node + "/sim/journal");
            if (!Files.exists(journal)) {
                return List.of();
            }
            var lines = new ArrayList<String>();
            for (var line : Files.readAllLines(journal)) {
                var columns = line.split("\t", 3);
                lines.add(columns[1] + " " + (columns.length > 2 ? columns[2] : ""));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Path file(int node, String path) {
        return folder.resolve("nodes/" + name(node) + "/root" + path);
    }

    /** Every file below a folder of a node with its content, by the path from the world's folder. */
    Map<String, String> content(int node, String path) {
        try (var files = Files.walk(file(node, path))) {
            var content = new TreeMap<String, String>();
            for (var f : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        folder.relativize(f).toString(),
                        Files.readString(f, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        command("cp", "-a", from + "/.", to.toString());
    }

    private static void delete(Path folder) {
        command("rm", "-rf", folder.toString());
    }

    private static void command(String... words) {
        try {
            new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
