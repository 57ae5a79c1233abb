package org.octane.step.upgradenode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.step.NodeShell;
import org.octane.step.ScriptRun;
import org.octane.world.TestWorld;

/** How compute nodes are emptied and come back; node 1 stands for the seed's controller. */
@ExtendWith(TestWorld.Fresh.class)
class ComputesTest {

    private static final String AT = "1";

    private final NodeShell shell;
    private final NodeShell stopping;
    private final Vms vms;

    ComputesTest(TestWorld world) {
        shell = new NodeShell(
                world.world().folder(),
                Map.of(
                        "ORIG_ID", "1",
                        "SEED_ID", "2",
                        "ORIG_VERSION", "2014.2.2-6.1",
                        "SEED_VERSION", "2015.1.0-7.0",
                        "COMPUTES", "node-4 node-5 node-6",
                        "OSD_NODES", "node-7 node-8 node-9",
                        "SUBJECT", "node-4",
                        "SUBJECTS", "node-4"));
        stopping = shell.with(Map.of("LIVE_MIGRATION", "false"));
        vms = new Vms(shell);
    }

    /** Tests before may have emptied it. */
    @BeforeEach
    void eachComputeHasAVm() {
        for (var node : List.of("node-4", "node-5", "node-6")) {
            if (vms.running(node).isEmpty()) {
                var from = List.of("node-4", "node-5", "node-6").stream()
                        .filter(other -> vms.running(other).size() > 1)
                        .findFirst()
                        .orElseThrow();
                shell.command(
                        AT,
                        ". root/openrc; nova live-migration "
                                + vms.running(from).get(0) + " " + node);
                await().untilAsserted(() -> assertThat(vms.running(node)).isNotEmpty());
            }
        }
    }

    @AfterEach
    void allComputesServe() {
        for (var node : List.of("node-4", "node-5", "node-6")) {
            shell.command(AT, ". root/openrc; nova service-enable " + node + " nova-compute");
        }
        shell.command(AT, "rm -rf var/lib/octane");
    }

    /** A thousand VMs are the most that nova's API lists at once, or what an operator has set. */
    @Test
    void vmsThatNovaDoesNotListAtOnceAreKnownTooAndMove() {
        var all = List.of("node-4", "node-5", "node-6").stream()
                .mapToInt(node -> vms.running(node).size())
                .sum();
        for (var node : List.of("1", "2", "3")) {
            shell.command(node, "echo 1 >../sim/nova.page");
        }
        try {
            var noted = shell.step(AT, "upgrade-node/remember-vms");
            assertThat(noted.results()).containsEntry("vms", Integer.toString(all));
            assertThat(shell.step(AT, "upgrade-node/evacuate")).matches(run -> run.exit() == 0);
            assertThat(vms.running("node-4")).isEmpty();
        } finally {
            for (var node : List.of("1", "2", "3")) {
                shell.command(node, "rm -f ../sim/nova.page");
            }
        }
    }

    /** Nailgun has the name as an operator typed it. */
    @Test
    void aComputeIsTheSameInCapitalsAndWithADomain() {
        var typed = shell.with(Map.of("SUBJECT", "NODE-4.Domain.tld", "SUBJECTS", "NODE-4.Domain.tld"));
        assertThat(typed.step(AT, "upgrade-node/evacuate")).matches(run -> run.exit() == 0);
        assertThat(vms.running("node-4")).isEmpty();
        assertThat(typed.step(AT, "upgrade-node/enable-compute")).matches(run -> run.exit() == 0);
        assertThat(typed.step(AT, "upgrade-node/prove-compute").results())
                .containsKey("proof.compute-node-4.domain.tld");
    }

    @Test
    void runningVmsMoveAndTheNodeComesBack() {
        var before = vms.running("node-4");
        assertThat(before).isNotEmpty();
        var run = shell.step(AT, "upgrade-node/evacuate");
        assertThat(run).matches(r -> r.exit() == 0);
        assertThat(vms.running("node-4")).isEmpty();
        assertThat(shell.run(AT, "upgrade-node/evacuate", "check").exit()).isZero();
        assertThat(shell.run(AT, "upgrade-node/stop-vms", "check").exit()).isZero();
        assertThat(shell.run(AT, "upgrade-node/prove-compute", "check").exit()).isEqualTo(ScriptRun.MISSING);

        assertThat(shell.step(AT, "upgrade-node/enable-compute").exit()).isZero();
        assertThat(shell.step(AT, "upgrade-node/start-vms").exit()).isZero();
        var proof = shell.run(AT, "upgrade-node/prove-compute", "verify");
        assertThat(proof.results()).containsKey("proof.compute-node-4");
    }

    @Test
    void aSecondRunOrdersNothing() {
        shell.step(AT, "upgrade-node/evacuate");
        var orders = shell.journal(AT);
        assertThat(shell.run(AT, "upgrade-node/evacuate", "act").exit()).isZero();
        assertThat(shell.journal(AT)).isEqualTo(orders);
    }

    @Test
    void anEvacuationKilledAnywhereIsFinishedByTheNextAttempt() throws InterruptedException {
        var from = shell.with(Map.of("SUBJECT", "node-5", "SUBJECTS", "node-5"));
        int had = vms.running("node-5").size();
        for (int millis : new int[] {100, 300, 600}) {
            var attempt = from.start(AT, "upgrade-node/evacuate", "act");
            attempt.waitFor(millis, TimeUnit.MILLISECONDS);
            NodeShell.kill(attempt);
            attempt.waitFor();
        }
        assertThat(from.step(AT, "upgrade-node/evacuate")).matches(r -> r.exit() == 0);
        assertThat(vms.running("node-5")).isEmpty();
        assertThat(had).isPositive();
        assertThat(from.run(AT, "upgrade-node/evacuate", "undo").exit()).isZero();
        assertThat(shell.command(AT, ". root/openrc; nova service-list --binary nova-compute"))
                .doesNotContain("disabled");
    }

    @Test
    void anInstanceInErrorIsRefusedBeforeAnythingChanges() {
        var vm = vms.running("node-6").get(0);
        var at = shell.with(Map.of("SUBJECT", "node-6", "SUBJECTS", "node-6"));
        vms.setState(vm, "active", "error");
        try {
            var orders = shell.journal(AT);
            var run = at.step(AT, "upgrade-node/evacuate");
            assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
            assertThat(run.err()).contains(vm).contains("ERROR");
            assertThat(shell.journal(AT)).isEqualTo(orders);
        } finally {
            vms.setState(vm, "error", "active");
        }
    }

    @Test
    void theLastComputeIsRefused() {
        shell.command(
                AT,
                ". root/openrc; nova service-disable node-5 nova-compute; nova service-disable node-6 nova-compute");
        var orders = shell.journal(AT);
        var run = shell.step(AT, "upgrade-node/evacuate");
        assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
        assertThat(run.err()).contains("last enabled");
        assertThat(shell.journal(AT)).isEqualTo(orders);
    }

    @Test
    void vmsThatStayAreStoppedAndStartedAgain() {
        var at = stopping.with(Map.of("SUBJECT", "node-6", "SUBJECTS", "node-6"));
        var before = vms.running("node-6");
        var stoppedBefore = vms.stopped("node-6");
        assertThat(before).isNotEmpty();
        assertThat(at.step(AT, "upgrade-node/evacuate").exit()).isZero();
        assertThat(at.step(AT, "upgrade-node/stop-vms")).matches(r -> r.exit() == 0);
        assertThat(vms.running("node-6")).isEmpty();

        assertThat(at.step(AT, "upgrade-node/enable-compute").exit()).isZero();
        assertThat(at.step(AT, "upgrade-node/start-vms")).matches(r -> r.exit() == 0);
        assertThat(vms.running("node-6")).isEqualTo(before);
        assertThat(vms.stopped("node-6")).isEqualTo(stoppedBefore);
    }

    @Test
    void stoppedVmsAreStillKnownAfterAKill() throws InterruptedException {
        var at = stopping.with(Map.of("SUBJECT", "node-6", "SUBJECTS", "node-6"));
        var before = vms.running("node-6");
        at.step(AT, "upgrade-node/evacuate");
        var attempt = at.start(AT, "upgrade-node/stop-vms", "act");
        attempt.waitFor(250, TimeUnit.MILLISECONDS);
        NodeShell.kill(attempt);
        attempt.waitFor();
        assertThat(at.step(AT, "upgrade-node/stop-vms")).matches(r -> r.exit() == 0);
        assertThat(at.run(AT, "upgrade-node/stop-vms", "undo").exit()).isZero();
        assertThat(at.run(AT, "upgrade-node/evacuate", "undo").exit()).isZero();
        await().untilAsserted(() -> assertThat(vms.running("node-6")).isEqualTo(before));
    }

    @Test
    void aComputeTheOperatorHadDisabledStaysDisabled() {
        shell.command(AT, ". root/openrc; nova service-disable node-4 nova-compute");
        assertThat(shell.step(AT, "upgrade-node/evacuate").exit()).isZero();
        assertThat(shell.step(AT, "upgrade-node/enable-compute").exit()).isZero();
        assertThat(shell.command(AT, ". root/openrc; nova service-list --binary nova-compute | grep node-4"))
                .contains("disabled");
    }

    @Test
    void everyVmThatRanHasToRunInTheEnd() {
        assertThat(shell.step(AT, "upgrade-node/remember-vms").exit()).isZero();
        var vm = vms.running("node-6").get(0);
        shell.command(AT, ". root/openrc; nova stop " + vm);
        await().untilAsserted(() -> assertThat(vms.stopped("node-6")).contains(vm));
        var run = shell.run(AT, "cleanup-env/prove-cloud", "check");
        assertThat(run.exit()).isEqualTo(ScriptRun.MISSING);
        assertThat(run.err()).contains(vm);
        shell.command(AT, ". root/openrc; nova start " + vm);
        await().untilAsserted(() -> assertThat(vms.running("node-6")).contains(vm));
        assertThat(shell.run(AT, "cleanup-env/prove-cloud", "verify").results()).containsKey("proof.vms");
    }
}
