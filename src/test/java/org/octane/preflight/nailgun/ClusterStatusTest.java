package org.octane.preflight.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.UpgradeChecks;
import org.octane.nailgun.model.Storage;
import org.octane.plan.Cloud;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Cluster 1 is the original, 2 its seed, which serves. */
class ClusterStatusTest {

    @Test
    void aSeedThatServesAndIsOperationalPasses() {
        assertThat(look("operational", "ready").passed()).isTrue();
    }

    @Test
    void aSeedInErrorOfWhichANodeIsInErrorFails() {
        var verdict = look("error", "error");
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found()).isEqualTo("Cluster 2 is in status error, not operational.");
    }

    @Test
    void aSeedInErrorWhoseNodesAreAllReadyPasses() {
        var verdict = look("error", "ready");
        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.found())
                .isEqualTo("Cluster 2 is in status error, but its last deployment did not fail and each of its 2 nodes"
                        + " is ready.");
    }

    @Test
    void aSeedInErrorWhoseLastDeploymentFailedFailsThoughItsNodesAreReady() {
        var verdict = look(new Nailgun("error", true), "ready");
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found()).isEqualTo("Cluster 2 is in status error, not operational.");
    }

    @Test
    void aSeedThatIsBeingDeployedFails() {
        assertThat(look("deployment", "ready").passed()).isFalse();
    }

    private static Verdict look(String cluster, String compute) {
        return look(new Nailgun(cluster, false), compute);
    }

    private static Verdict look(Nailgun nailgun, String compute) {
        var release = new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu");
        var cloud = new Cloud(
                1,
                "cloud",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                release,
                2,
                List.of(
                        new Cloud.Node(10, "node-10", 2, List.of("controller"), "ready", true),
                        new Cloud.Node(4, "node-4", 2, List.of("compute"), compute, true),
                        new Cloud.Node(5, "node-5", 1, List.of("compute"), "ready", true)),
                List.of());
        var options = new PlanOptions("side-by-side", List.of(), List.of("upgrade-node"), List.of(), null, true, false);
        var plan = new Planner(Catalogues.BUILT).plan(cloud, options);
        return new ClusterStatus(nailgun).look(new PlannedUpgrade(cloud, plan, options), null);
    }

    private record Nailgun(String status, boolean failed) implements UpgradeChecks {

        @Override
        public String status(int cluster) {
            return cluster == 2 ? status : "another";
        }

        @Override
        public boolean lastDeploymentFailed(int cluster) {
            return cluster == 2 && failed;
        }

        @Override
        public void checkRelease(int from, int to) {}

        @Override
        public void checkDisks(int cluster, int server, List<String> roles) {}

        @Override
        public boolean hasDeploymentTasks(int release, Integer seed) {
            return true;
        }

        @Override
        public List<String> unknownRoles(int release, Collection<String> roles) {
            return List.of();
        }

        @Override
        public Storage storage(int cluster) {
            return new Storage(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        @Override
        public List<String> unreadable(int cluster, int release) {
            return List.of();
        }

        @Override
        public boolean hasNetworkTemplate(int cluster) {
            return false;
        }

        @Override
        public boolean hasVolume(int node, String volume) {
            return true;
        }

        @Override
        public long diskSpace(int node) {
            return 0;
        }

        @Override
        public List<String> openTasks(Collection<Integer> clusters) {
            return List.of();
        }
    }
}
