package org.octane.astute.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.failure.Code;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.sql.Database;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.JdbcTemplate;

/** Between the plan and the moment in which a node loses its system anything may have happened to it. */
class AskedWorldTest {

    private final JdbcTemplate nailgun = new JdbcTemplate(TestPostgres.nailgun());
    /** What nodes tell of themselves; no entry: nobody answers. */
    private final Map<Integer, Map<String, String>> nodes = new ConcurrentHashMap<>();

    private final Map<String, String> cloud = new HashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private final Erasing world =
            new AskedWorld(Deployments.in(Database.of(nailgun.getDataSource())), new ErasureLooks() {
                @Override
                public Map<String, String> node(int node, StepCall call) {
                    asked.add("node " + node);
                    if (!nodes.containsKey(node)) {
                        throw StepFailure.unreachable("Node " + node + " cannot be reached over SSH", "");
                    }
                    return nodes.get(node);
                }

                @Override
                public Map<String, String> cloud(Collection<Integer> subjects, StepCall call) {
                    asked.add("cloud " + subjects);
                    return cloud;
                }
            });

    /** Computes 4 to 6 and an OSD node wait for their installation. */
    @BeforeEach
    void begin() {
        nailgun.update("UPDATE nodes SET status = 'provisioning' WHERE id BETWEEN 1 AND 9");
        IntStream.rangeClosed(1, 9).forEach(id -> {
            var told = new HashMap<>(Map.of(
                    "macs", "52:54:00:00:0%d:00 52:54:00:00:0%d:01".formatted(id, id),
                    "release", "2014.2.2-6.0",
                    "serves", "",
                    "wire", "",
                    "vms", "0"));
            nodes.put(id, told);
        });
        cloud.put("asked", "node-4");
    }

    @Test
    void aNodeThatNobodyIsServedByMayBeInstalled() {
        assertThatCode(() -> world.mustBeHarmless(installing(4, 5, 7))).doesNotThrowAnyException();
        assertThat(asked)
                .as("each is asked once, and the cloud once about all")
                .containsExactlyInAnyOrder("node 4", "node 5", "node 7", "cloud [4, 5, 7]");
    }

    @Test
    void aNodeThatWasMovedSinceIsNot() {
        nailgun.update("UPDATE nodes SET cluster_id = NULL WHERE id = 4");
        refused(installing(4), "node-4 is in no cluster, not in cluster 1", "octane skip 7 3 --reason TEXT");
        nailgun.update("DELETE FROM nodes WHERE id = 4");
        refused(installing(4), "Nailgun has no nodes [4] any more", "Fuel");
    }

    @Test
    void aNodeThatSomebodyElseHasInstalledIsNot() {
        nailgun.update("UPDATE nodes SET status = 'ready' WHERE id = 4");
        refused(
                installing(4),
                "node-4 is in status ready in cluster 1: it was installed already, and not by this step",
                "octane skip 7 3 --reason TEXT");
    }

    /** As where Nailgun's own database was restored. */
    @Test
    void aNodeThatHasTheReleaseAlreadyIsNotWhateverNailgunSays() {
        nodes.get(4).put("release", release());
        refused(installing(4), "says itself that it was deployed with " + release(), "octane skip 7 3");
    }

    @Test
    void aNodeThatIsInstalledAgainOnTheWayBackHasHadAReleaseBefore() {
        nailgun.update("UPDATE nodes SET status = 'ready' WHERE id = 1");
        nodes.get(1).put("release", "2015.1.0-7.0");
        assertThatCode(() -> world.mustBeHarmless(
                        new Erasure(call(Phase.UNDO), NodeOperation.PROVISION, 1, List.of(1), Set.of())))
                .doesNotThrowAnyException();
        assertThat(asked).containsExactly("node 1");
        nodes.remove(1);
        assertThatCode(() -> world.mustBeHarmless(
                        new Erasure(call(Phase.UNDO), NodeOperation.PROVISION, 1, List.of(1), Set.of())))
                .as("half of its system may be gone")
                .doesNotThrowAnyException();
    }

    @Test
    void anotherMachineAtItsAddressIsNotErased() {
        nodes.get(4).put("macs", "aa:bb:cc:dd:ee:ff");
        refused(
                installing(4),
                "At the address of node-4 is a machine with other network cards: aa:bb:cc:dd:ee:ff",
                "octane retry 7 3");
    }

    @Test
    void aNodeOnWhichVmsRunIsNotErased() {
        nodes.get(5).put("vms", "2");
        refused(installing(4, 5), "2 VMs run on node-5, seen there itself", "nova live-migration ID");
    }

    @Test
    void whatNovaAndCephStillHaveThereKeepsIt() {
        cloud.put("refused.001", "nova may put VMs on node-4: its nova-compute is enabled");
        cloud.put(
                "refused.002",
                "without the OSDs of node-7 3 placement groups of pool 1 would have less than min_size 2");
        refused(
                installing(4, 7),
                "nova may put VMs on node-4: its nova-compute is enabled; without the OSDs of node-7",
                "octane retry 7 3");
    }

    @Test
    void aControllerThatServesTheApiIsNotErased() {
        nodes.get(1).put("serves", "pacemaker running, address 192.168.0.1");
        nodes.get(1).put("wire", "eth0.101, eth1");
        refused(installing(1), "node-1 serves the API: it has pacemaker running", "octane retry 7 3");
        // Cut off it serves nobody, whatever runs there.
        nodes.get(1).put("wire", "");
        assertThatCode(() -> world.mustBeHarmless(installing(1))).doesNotThrowAnyException();
    }

    /** Nor is it where a seed's controllers are taken away, which Octane's restored records may not know to serve. */
    @Test
    void aControllerThatServesIsNotTakenAwayEither() {
        nailgun.update("UPDATE nodes SET status = 'ready' WHERE id = 1");
        nodes.get(1).put("serves", "pacemaker running");
        nodes.get(1).put("wire", "eth1");
        refused(
                new Erasure(call(Phase.UNDO), NodeOperation.REMOVE, 1, List.of(1), Set.of()),
                "node-1 serves the API",
                "");
        nodes.remove(1);
        passes(new Erasure(call(Phase.UNDO), NodeOperation.REMOVE, 1, List.of(1), Set.of()), "cannot be reached");
        // One that was never installed to its end is no cloud's.
        nailgun.update("UPDATE nodes SET status = 'error' WHERE id = 1");
        assertThatCode(() -> world.mustBeHarmless(
                        new Erasure(call(Phase.UNDO), NodeOperation.REMOVE, 1, List.of(1), Set.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void whileCephRecoversNothingIsInstalled() {
        cloud.put("busy.001", "osd.3 are down elsewhere");
        passes(installing(7), "Nothing is installed while this is so: osd.3 are down elsewhere");
    }

    @Test
    void whoDoesNotAnswerIsAskedAgain() {
        nodes.remove(5);
        passes(installing(4, 5), "Node 5 cannot be reached over SSH");
        nodes.put(5, Map.of("macs", ""));
        passes(installing(5), "Nobody tells which network cards node-5 has");
        nodes.put(5, Map.of("macs", "52:54:00:00:05:00"));
        passes(installing(5), "did not tell serves");
        cloud.clear();
        passes(installing(4), "The controller that serves was asked for what is on node-4 and did not tell asked");
    }

    /** Its system is gone, or half of it is. */
    @Test
    void whatThisStepHasBegunToEraseNeedNotAnswer() {
        nodes.remove(4);
        nailgun.update("UPDATE nodes SET status = 'error' WHERE id = 4");
        assertThatCode(() -> world.mustBeHarmless(
                        new Erasure(call(Phase.ACT), NodeOperation.PROVISION, 1, List.of(4), Set.of(4))))
                .doesNotThrowAnyException();
        cloud.put("refused.001", "VMs of node-4 are neither elsewhere nor stopped: x (ACTIVE)");
        refused(
                new Erasure(call(Phase.ACT), NodeOperation.PROVISION, 1, List.of(4), Set.of(4)),
                "VMs of node-4 are neither elsewhere nor stopped",
                "");
    }

    /** It runs what Nailgun booted it with. */
    @Test
    void aSpareServerIsAskedNothing() {
        nailgun.update("UPDATE nodes SET cluster_id = 1, pending_roles = '{controller}' WHERE id = 10");
        assertThatCode(() -> world.mustBeHarmless(installing(10))).doesNotThrowAnyException();
        assertThat(asked).isEmpty();
    }

    /** It is still in the cluster that it served. */
    @Test
    void aNodeThatIsAskedForOverRestIsAskedTheSame() {
        nailgun.update("UPDATE nodes SET status = 'ready' WHERE id IN (1, 4)");
        nodes.get(4).put("release", release());
        assertThatCode(() -> world.mustBeHarmless(Erasure.ofNoStep(1, 2, List.of(4))))
                .as("it is ready, and has a release")
                .doesNotThrowAnyException();
        nodes.get(4).put("vms", "1");
        refused(
                Erasure.ofNoStep(1, 2, List.of(4)),
                "1 VM runs on node-4, seen there itself",
                "Ceph can do without its OSDs; then ask for it again.");
        nodes.get(1).putAll(Map.of("serves", "the addresses of the API", "wire", "eth0"));
        refused(
                Erasure.ofNoStep(1, 2, List.of(1)),
                "node-1 serves the API",
                "cut this one off; then ask for it again.");
        nodes.remove(4);
        passes(Erasure.ofNoStep(1, 2, List.of(4)), "Node 4 cannot be reached over SSH");
    }

    private void refused(Erasure erasure, String found, String remedy) {
        assertThatThrownBy(() -> world.mustBeHarmless(erasure))
                .hasMessageContaining(found)
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.passing()).isFalse();
                    assertThat(failure.code()).isEqualTo(Code.NODE_IN_USE);
                    assertThat(failure.remedy()).contains(remedy);
                });
    }

    private void passes(Erasure erasure, String found) {
        assertThatThrownBy(() -> world.mustBeHarmless(erasure))
                .hasMessageContaining(found)
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isTrue());
    }

    private String release() {
        return nailgun.queryForObject(
                "SELECT r.version FROM releases r JOIN clusters c ON c.release_id = r.id WHERE c.id = 1", String.class);
    }

    private static Erasure installing(Integer... nodes) {
        return new Erasure(call(Phase.ACT), NodeOperation.PROVISION, 1, Arrays.asList(nodes), Set.of());
    }

    private static StepCall call(Phase phase) {
        return new StepCall(7, 3, "upgrade-node", "provision-nodes", phase, 1, 1, List.of(4), 1, null, Map.of());
    }
}
