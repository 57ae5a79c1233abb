package org.octane.step.upgradeenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.step.NodeShell;
import org.octane.step.ScriptRun;
import org.octane.world.TestWorld;

/** The seed's controllers beside the original's, with the same addresses. */
@ExtendWith(TestWorld.Fresh.class)
class IsolationTest {

    private static final List<String> SEED = List.of("10", "11", "12");
    private static final String ISOLATE = "upgrade-env/isolate-controllers";

    private final NodeShell shell;

    IsolationTest(TestWorld world) throws IOException {
        var folder = world.world().folder();
        shell = new NodeShell(
                folder,
                Map.of(
                        "ORIG_ID", "1",
                        "SEED_ID", "2",
                        "SEED_CONTROLLERS", "node-10 node-11 node-12",
                        "SEED_CONTROLLER_ADMIN_ADDRESSES", "node-10=10.20.0.30 node-11=10.20.0.31 node-12=10.20.0.32",
                        "ORIG_CONTROLLERS", "node-1 node-2 node-3",
                        "ORIG_CONTROLLER_ADDRESSES", addresses(folder),
                        "MANAGEMENT_VIP", vip(folder, "mgmt_vip"),
                        "PUBLIC_VIP", vip(folder, "public_vip")));
    }

    @BeforeEach
    void provisioned() {
        SEED.forEach(node -> shell.build(node, "provision-node", variables(node)));
    }

    @Test
    void theSeedsControllersReachEachOtherAndNobodyElse() {
        SEED.forEach(node -> assertThat(shell.step(node, ISOLATE)).matches(run -> run.exit() == 0));
        SEED.forEach(node -> shell.build(node, "deploy-node", variables(node)));
        for (var node : SEED) {
            assertThat(shell.run(node, ISOLATE, "check").exit()).as(node).isZero();
            assertThat(shell.step(node, "upgrade-env/prove-isolation").exit())
                    .as(node)
                    .isZero();
        }
        assertThat(shell.run("10", "upgrade-env/prove-isolation", "verify").results())
                .containsKey("proof.isolation");
        for (var node : List.of("1", "2", "3")) {
            var run = shell.run(node, "upgrade-env/prove-originals-answer", "verify");
            assertThat(run).matches(r -> r.exit() == 0);
            assertThat(run.results()).containsKey("proof.originals");
        }
        assertThat(shell.world().resolve("cloud/conflicts")).doesNotExist();
    }

    @Test
    void aSecondRunChangesNothing() {
        SEED.forEach(node -> shell.step(node, ISOLATE));
        for (var node : SEED) {
            var journal = shell.journal(node);
            assertThat(shell.run(node, ISOLATE, "act").exit()).isZero();
            assertThat(shell.journal(node)).isEqualTo(journal);
        }
    }

    @Test
    void anAttemptKilledAnywhereIsFinishedByTheNext() throws InterruptedException {
        int before = shell.journal("10").size();
        for (int millis : new int[] {50, 100, 150, 200, 250}) {
            var attempt = shell.start("10", ISOLATE, "act");
            attempt.waitFor(millis, TimeUnit.MILLISECONDS);
            NodeShell.kill(attempt);
            attempt.waitFor();
        }
        assertThat(shell.step("10", ISOLATE)).matches(run -> run.exit() == 0);
        assertThat(shell.journal("10").stream().skip(before).filter(line -> line.contains("brctl addif")))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void undoTakesTheLinksAway() {
        shell.step("10", ISOLATE);
        assertThat(shell.run("10", ISOLATE, "undo").exit()).isZero();
        assertThat(shell.run("10", ISOLATE, "undo").exit()).isZero();
        assertThat(shell.command("10", "ip -o link show")).doesNotContain("gre");
    }

    @Test
    void aSeedThatIsOnTheWireIsSeenFromBothSides() {
        var on = new TreeMap<>(variables("10"));
        on.put("ISOLATED", "0");
        shell.build("10", "deploy-node", on);
        var run = shell.step("10", "upgrade-env/prove-isolation");
        assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
        assertThat(run.err()).contains("is connected to");
        var seen = shell.run("2", "upgrade-env/prove-originals-answer", "check");
        assertThat(seen.exit()).isEqualTo(ScriptRun.MISSING);
        assertThat(seen.err()).contains("is answered by 2 nodes");
    }

    private Map<String, String> variables(String node) {
        int twin = Integer.parseInt(node) - 9;
        var variables = new TreeMap<String, String>();
        variables.put("ENV_ID", "2");
        variables.put("RELEASE", "2015.1.0-7.0");
        variables.put("HOSTNAME", "node-" + node);
        variables.put("ROLES", "controller");
        variables.put("PRIMARY", node.equals("10") ? "1" : "0");
        variables.put("ISOLATED", "1");
        variables.put("ADMIN_IP", "10.20.0." + (20 + Integer.parseInt(node)));
        variables.put("MGMT_IP", address("br-mgmt", twin));
        variables.put("PUBLIC_IP", address("br-ex", twin));
        variables.put("MGMT_VIP", vip(shell.world(), "mgmt_vip"));
        variables.put("PUBLIC_VIP", vip(shell.world(), "public_vip"));
        variables.put("NICS", "eth0 eth1");
        variables.put("NETWORKS", "br-fw-admin=eth0 br-mgmt=eth0.101 br-ex=eth1");
        variables.put("DISKS", "sda:102400");
        variables.put("PARTITIONS", "sda:os:28672");
        return variables;
    }

    private String address(String bridge, int node) {
        return addressOf(shell.world(), bridge, node);
    }

    private static String addresses(Path world) {
        return List.of(1, 2, 3).stream()
                .map(node -> "node-" + node + "=" + addressOf(world, "br-mgmt", node))
                .collect(Collectors.joining(" "));
    }

    private static String addressOf(Path world, String bridge, int node) {
        try (var files = Files.list(world.resolve("nodes/" + node + "/sim/addr"))) {
            return files.filter(file -> read(file).startsWith(bridge + " "))
                    .map(file -> file.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String vip(Path world, String name) {
        return read(world.resolve("cloud/env/1/" + name)).trim();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
