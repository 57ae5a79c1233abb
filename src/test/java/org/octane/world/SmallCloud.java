package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A simulated cloud in a directory, driven by its admin scripts and stand-ins alone: no server, no SSH. */
record SmallCloud(Path root) {

    /** What a command on a node came to. */
    record Result(int exit, String out, String err) {}

    static final String ORIGINAL = "2014.2.2-6.1";
    static final String SEED = "2015.1.0-7.0";

    private static final Map<String, String> COMMON = Map.of(
            "MGMT_VIP", "192.168.0.2",
            "PUBLIC_VIP", "172.16.0.2",
            "MGMT_VROUTER_VIP", "192.168.0.1",
            "PUBLIC_VROUTER_VIP", "172.16.0.12",
            "PUBLIC_GATEWAY", "172.16.0.1",
            "DISKS", "sda:102400 sdb:204800 sdc:204800",
            "NICS", "eth0 eth1 eth2 eth3",
            "NETWORKS", "br-fw-admin=eth0 br-mgmt=eth0.101 br-storage=eth0.102 br-ex=eth1 br-prv=eth2");

    /** Controllers 1 to 3, computes 4 to 6, OSD nodes 7 to 9, and controllers 10 to 12 of the seed, isolated. */
    static SmallCloud build(Path root) throws Exception {
        SmallCloud cloud = new SmallCloud(root);
        copy(Path.of(SmallCloud.class.getResource("/world").toURI()), root);
        try (Stream<Path> programs =
                Stream.concat(Files.list(root.resolve("bin")), Files.list(root.resolve("admin")))) {
            programs.forEach(program -> program.toFile().setExecutable(true));
        }
        cloud.speed("200");
        cloud.admin("build-master", "master", Map.of("ENV_ID", "1"));
        for (int node = 1; node <= 3; node++) {
            cloud.member("build-node", node, 1, "controller", "sda:os:28672");
        }
        for (int node = 4; node <= 6; node++) {
            cloud.member("build-node", node, 1, "compute", "sda:os:28672 sda:vm:60000");
        }
        for (int node = 7; node <= 9; node++) {
            cloud.member("build-node", node, 1, "ceph-osd", "sda:os:28672 sdb:ceph:200000 sdc:ceph:200000");
        }
        cloud.admin("build-cloud", "master", Map.of("ENV_ID", "1", "RELEASE", ORIGINAL));
        for (int node = 10; node <= 12; node++) {
            cloud.member("build-node", node, 2, "controller", "sda:os:28672");
            cloud.keepsToItself(node);
        }
        // Heard while the seed's were built: in an upgrade isolate-controllers comes before Astute makes their
        // networks.
        Files.deleteIfExists(root.resolve("cloud/conflicts"));
        return cloud;
    }

    SmallCloud copyTo(Path other) {
        copy(root, other);
        return new SmallCloud(other);
    }

    private static void copy(Path from, Path to) {
        try {
            new ProcessBuilder("cp", "-a", from + "/.", to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Provisions and deploys as Astute would; the seed's controllers are isolated and own the originals' addresses. */
    void member(String script, int node, int env, String role, String partitions) throws Exception {
        int address = node > 9 ? node - 7 : node + 2;
        boolean controller = role.equals("controller");
        Map<String, String> facts = new HashMap<>(COMMON);
        facts.put("ENV_ID", String.valueOf(env));
        facts.put("RELEASE", env == 1 ? ORIGINAL : SEED);
        facts.put("HOSTNAME", "node-" + node);
        facts.put("ROLES", role);
        facts.put("ADMIN_IP", "10.20.0." + (20 + node));
        facts.put("MGMT_IP", "192.168.0." + address);
        facts.put("PUBLIC_IP", controller ? "172.16.0." + address : "");
        facts.put("STORAGE_IP", "192.168.1." + node);
        facts.put("ISOLATED", node > 9 ? "1" : "0");
        facts.put("PARTITIONS", partitions);
        admin(script, String.valueOf(node), facts);
    }

    /** A card in no bridge doesn't answer for the bridge's addresses, as isolate-controllers and cut-original have it. */
    void keepsToItself(int node) throws Exception {
        ok(node, "sysctl -w net.ipv4.conf.all.arp_ignore=1");
    }

    void admin(String script, String node, Map<String, String> facts) throws Exception {
        Result result = execute(
                node, facts, "bash", root.resolve("admin").resolve(script).toString());
        if (result.exit() != 0) {
            throw new IllegalStateException(script + " of node " + node + ": " + result);
        }
    }

    /** Runs a command line on a node. */
    Result on(int node, String command) throws Exception {
        return execute(String.valueOf(node), Map.of(), "bash", "-c", command);
    }

    /** What a command prints that must succeed. */
    String ok(int node, String command) throws Exception {
        Result result = on(node, command);
        if (result.exit() != 0) {
            throw new AssertionError(command + " on node " + node + ": " + result);
        }
        return result.out();
    }

    /** A whole dump of the original's databases. */
    void dump(String databases, Path file) throws Exception {
        String last = ok(
                1,
                "set -o pipefail; mysqldump --add-drop-database --lock-all-tables --databases " + databases
                        + " | gzip >" + file + " && zcat " + file + " | tail -1");
        if (!last.startsWith("-- Dump completed")) {
            throw new AssertionError("dump ends in " + last);
        }
    }

    /** First lines of all machines: {@code <state> <hostname>}. */
    List<String> vms() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("cloud/vms"))) {
            for (Path file : files.toList()) {
                lines.add(Files.readAllLines(file).get(0));
            }
        }
        return lines;
    }

    void speed(String factor) throws IOException {
        Files.writeString(root.resolve("speed"), factor + "\n");
    }

    Path file(int node, String path) {
        return root.resolve("nodes/" + node + "/root/" + path);
    }

    /** First line of {@code cloud/<path>}; empty when there is no such file. */
    String cloud(String path) throws IOException {
        Path file = root.resolve("cloud").resolve(path);
        return Files.exists(file) ? Files.readAllLines(file).get(0) : "";
    }

    private Result execute(String node, Map<String, String> facts, String... command) throws Exception {
        Path home = root.resolve("nodes/" + node + "/root");
        ProcessBuilder builder = new ProcessBuilder(List.of(command));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(facts);
        environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        environment.put("OCTANE_WORLD", root.toString());
        environment.put("OCTANE_NODE", node);
        environment.put("OCTANE_ROOT", home.toString());
        environment.put("HOME", home.resolve("root").toString());
        environment.put("LANG", "C");
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("hangs: " + String.join(" ", command));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
