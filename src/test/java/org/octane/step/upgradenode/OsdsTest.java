package org.octane.step.upgradenode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.step.NodeShell;
import org.octane.step.ScriptRun;
import org.octane.world.TestWorld;

/** How OSD nodes are let go and come back; node 1 stands for the seed's controller. */
@ExtendWith(TestWorld.Fresh.class)
class OsdsTest {

    private static final String AT = "1";
    private static final String CEPH = "ceph --connect-timeout 5 ";

    private final NodeShell shell;

    OsdsTest(TestWorld world) {
        shell = new NodeShell(
                world.world().folder(),
                Map.of(
                        "ORIG_ID", "1",
                        "SEED_ID", "2",
                        "ORIG_VERSION", "2014.2.2-6.1",
                        "SEED_VERSION", "2015.1.0-7.0",
                        "SUBJECT", "node-7",
                        "SUBJECTS", "node-7"));
    }

    @AfterEach
    void forget() {
        shell.command(AT, CEPH + "osd unset noout; rm -rf var/lib/octane");
    }

    @Test
    void oneHostMayGoAndItsOsdsAreNoted() {
        var run = shell.step(AT, "upgrade-node/release-osds");
        assertThat(run).matches(r -> r.exit() == 0);
        assertThat(run.results().get("osds.node-7")).isNotBlank();
        assertThat(shell.step(AT, "upgrade-node/prove-osds").results()).containsKey("proof.osds-node-7");
    }

    @Test
    void aPoolThatWouldFallBelowItsMinSizeIsNamedAndRefused() {
        shell.command(AT, CEPH + "osd pool set volumes min_size 3");
        try {
            var run = shell.step(AT, "upgrade-node/release-osds");
            assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
            assertThat(run.err()).contains("of pool 2 would have less than min_size 3");
            assertThat(shell.run(AT, "upgrade-node/release-osds", "check").exit())
                    .isEqualTo(ScriptRun.MISSING);
        } finally {
            shell.command(AT, CEPH + "osd pool set volumes min_size 1");
        }
    }

    @Test
    void threeHostsAtOnceAreTooMany() {
        var run = shell.with(Map.of("SUBJECTS", "node-7 node-8 node-9")).step(AT, "upgrade-node/release-osds");
        assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
    }

    @Test
    void anOsdThatIsDownElsewhereIsWaitedFor() {
        var osd = shell.command("8", "ls var/lib/ceph/osd | head -n 1").trim().replace("ceph-", "");
        shell.command("8", "stop ceph-osd id=" + osd);
        try {
            var run = shell.step(AT, "upgrade-node/release-osds");
            assertThat(run.exit()).isEqualTo(ScriptRun.BUSY);
            assertThat(run.err()).contains("osd." + osd + " are down elsewhere");
        } finally {
            shell.command("8", "start ceph-osd id=" + osd);
        }
        assertThat(shell.step(AT, "upgrade-node/release-osds").exit()).isZero();
    }

    /** Out since long, so that Ceph has recovered without it: neither does it keep others from going, nor is it waited for. */
    @Test
    void anOsdThatIsDeadAndOutIsInNobodysWay() {
        var there = shell.command("8", "ls var/lib/ceph/osd | head -n 1").trim().replace("ceph-", "");
        var here = shell.command("7", "ls var/lib/ceph/osd | head -n 1").trim().replace("ceph-", "");
        shell.command("8", "stop ceph-osd id=" + there);
        shell.command("7", "stop ceph-osd id=" + here);
        shell.command(AT, CEPH + "osd out " + there + "; " + CEPH + "osd out " + here);
        try {
            assertThat(shell.step(AT, "upgrade-node/release-osds").exit()).isZero();
            assertThat(shell.run(AT, "upgrade-node/prove-osds", "check").exit()).isZero();
        } finally {
            shell.command("8", "start ceph-osd id=" + there);
            shell.command("7", "start ceph-osd id=" + here);
            shell.command(AT, CEPH + "osd in " + there + "; " + CEPH + "osd in " + here);
        }
    }

    @Test
    void missingOsdsAreSeen() {
        shell.step(AT, "upgrade-node/release-osds");
        var osd = shell.command("7", "ls var/lib/ceph/osd | head -n 1").trim().replace("ceph-", "");
        shell.command("7", "stop ceph-osd id=" + osd);
        try {
            var run = shell.run(AT, "upgrade-node/prove-osds", "check");
            assertThat(run.exit()).isEqualTo(ScriptRun.MISSING);
            assertThat(run.err()).contains("osd." + osd);
        } finally {
            shell.command("7", "start ceph-osd id=" + osd);
        }
        await().untilAsserted(() -> assertThat(
                        shell.run(AT, "upgrade-node/prove-osds", "check").exit())
                .isZero());
    }

    /** As where fast and slow disks of one machine are hosts of their own, or where an operator has put an OSD under a rack. */
    @Test
    void osdsAreTheNodesWhateverBucketCrushHasThemUnder() {
        var own = shell.command("7", "ls var/lib/ceph/osd")
                .replace("ceph-", "")
                .strip()
                .split("\\s+");
        var other = shell.command("8", "ls var/lib/ceph/osd | head -n 1")
                .replace("ceph-", "")
                .strip();
        crush(own[0], "node-7-ssd");
        crush(other, "rack-1");
        try {
            var run = shell.with(Map.of("OSD_NODES", "node-7 node-8 node-9", "OSD_ADDRESSES", addresses()))
                    .step(AT, "upgrade-node/release-osds");
            assertThat(run).matches(r -> r.exit() == 0);
            assertThat(run.results().get("osds.node-7").split(" ")).containsExactlyInAnyOrder(own);
            shell.command("8", "stop ceph-osd id=" + other);
            assertThat(shell.with(Map.of("OSD_NODES", "node-7 node-8 node-9", "OSD_ADDRESSES", addresses()))
                            .run(AT, "upgrade-node/release-osds", "act")
                            .err())
                    .as("under no host, but not outside of CRUSH")
                    .contains("osd." + other + " are down elsewhere");
        } finally {
            shell.command("8", "start ceph-osd id=" + other);
            crush(own[0], null);
            crush(other, null);
        }
    }

    /** Where addresses are not known it goes by the name, which may have capitals and a domain. */
    @Test
    void aHostIsTheSameInCapitalsAndWithItsDomain() {
        var run = shell.with(Map.of("SUBJECTS", "NODE-7.domain.tld", "OSD_NODES", "NODE-7.domain.tld node-8 node-9"))
                .step(AT, "upgrade-node/release-osds");
        assertThat(run).matches(r -> r.exit() == 0);
        assertThat(run.results().get("osds.node-7.domain.tld")).isNotBlank();
    }

    private void crush(String osd, String bucket) {
        for (var node : new String[] {"1", "2", "3"}) {
            shell.command(
                    node,
                    bucket == null
                            ? "rm -f var/lib/ceph/mon/*/store.db/crush." + osd
                            : "for s in var/lib/ceph/mon/*/store.db; do echo " + bucket + " >$s/crush." + osd
                                    + "; done");
        }
    }

    private String addresses() {
        var addresses = new StringBuilder();
        for (var node : new String[] {"7", "8", "9"}) {
            addresses
                    .append(" node-" + node + "=")
                    .append(shell.command(node, "ip -o -4 addr show br-mgmt")
                            .replaceAll("(?s).*inet ([0-9.]+)/.*", "$1"));
        }
        return addresses.toString().strip();
    }

    @Test
    void nooutIsSetOnceAndLiftedOnce() {
        assertThat(shell.step(AT, "upgrade-node/set-noout").exit()).isZero();
        assertThat(shell.command(AT, CEPH + "osd dump")).contains("flags noout");
        var orders = shell.journal(AT);
        assertThat(shell.run(AT, "upgrade-node/set-noout", "act").exit()).isZero();
        assertThat(shell.journal(AT)).isEqualTo(orders);
        assertThat(shell.step(AT, "upgrade-node/unset-noout").exit()).isZero();
        assertThat(shell.command(AT, CEPH + "osd dump")).doesNotContain("noout");
        assertThat(shell.run(AT, "upgrade-node/unset-noout", "act").exit()).isZero();
        assertThat(shell.run(AT, "upgrade-node/unset-noout", "check").results())
                .as("what an attempt proves that finds it done by one that was killed")
                .containsKey("proof.noout");
    }

    @Test
    void aFlagOfTheOperatorStays() {
        shell.command(AT, CEPH + "osd set noout");
        assertThat(shell.step(AT, "upgrade-node/set-noout").exit()).isZero();
        var lifted = shell.step(AT, "upgrade-node/unset-noout");
        assertThat(lifted.exit()).isZero();
        assertThat(lifted.results()).isEmpty();
        assertThat(shell.run(AT, "upgrade-node/set-noout", "undo").exit()).isZero();
        assertThat(shell.command(AT, CEPH + "osd dump")).contains("flags noout");
    }

    @Test
    void undoOfBothLeavesTheFlagAsItWas() {
        shell.step(AT, "upgrade-node/set-noout");
        shell.step(AT, "upgrade-node/unset-noout");
        assertThat(shell.run(AT, "upgrade-node/unset-noout", "undo").exit()).isZero();
        assertThat(shell.run(AT, "upgrade-node/set-noout", "undo").exit()).isZero();
        assertThat(shell.command(AT, CEPH + "osd dump")).doesNotContain("noout");
        assertThat(Files.exists(shell.root(AT).resolve("var/lib/octane/cluster-1/seed-2/noout")))
                .isFalse();
    }
}
