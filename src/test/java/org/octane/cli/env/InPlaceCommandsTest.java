package org.octane.cli.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.command.CommandTest;

class InPlaceCommandsTest extends CommandTest {

    private static final String CLUSTER =
            "{\"id\": 1, \"status\": \"operational\", \"release_id\": 2, \"pending_release_id\": %s}";

    private static final String TASK = "{\"id\": 12, \"uuid\": \"u\", \"name\": \"deploy\", \"status\": \"running\"}";

    private static final String PLAN =
            "{\"strategy\": \"in-place\", \"original_cluster_id\": 1, \"release_id\": 4, \"estimate_seconds\": 60,"
                    + " \"stages\": [], \"preflight\": [{\"check\": \"ssh\", \"result\": \"passed\"}]}";

    private static String upgrade(String status) {
        return """
                {"id": 8, "name": "sample", "strategy": "in-place", "status": "%s", "original_cluster_id": 1, "release_id": 4,
                 "started_at": "2026-01-02T03:00:00Z", "finished_at": "2026-01-02T03:01:00Z", "message": "It failed.",
                 "proof": ["the controllers have release 4"], "stages": []}
                """
                .formatted(status);
    }

    @Test
    void anUpgradeOfTheControllersIsStartedAndLeftToTheServer() throws IOException {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("null"))
                .answer("PUT /clusters/1", 200, CLUSTER.formatted("4"))
                .answer("PUT /clusters/1/upgrade", 200, TASK)
                .answer("GET /upgrades", 200, "[" + upgrade("running") + "]");

        assertThat(run("env", "upgrade", "1", "--release", "4", "--without-plugins", "a,b", "--ignore", "ceph-health"))
                .isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Upgrade of the controllers of cluster 1 to release 4 has started: upgrade 8, Nailgun's task 12.
                        Follow it with: octane watch 8
                        Then upgrade the other nodes with: octane node upgrade NODE…
                        """);
        assertSent("PUT /clusters/1", "{\"pending_release_id\": 4, \"without_plugins\": [\"a\", \"b\"]}");
        assertSent("PUT /clusters/1/upgrade", "{\"ignore\": [\"ceph-health\"]}");
    }

    @Test
    void aReleaseThatIsPendingAlreadyIsNotSetAgain() {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("4"))
                .answer("PUT /clusters/1/upgrade", 200, TASK)
                .answer("GET /upgrades", 200, "[" + upgrade("running") + "]");

        assertThat(run("env", "upgrade", "1", "--release", "4")).isZero();

        assertThat(server.requests()).noneMatch(request -> request.call().equals("PUT /clusters/1"));
    }

    @Test
    void waitedForItTellsWhatWasProved() {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("4"))
                .answer("PUT /clusters/1/upgrade", 200, TASK)
                .answer("GET /upgrades", 200, "[" + upgrade("running") + "]")
                .answer("GET /upgrades/8", 200, upgrade("succeeded"));

        assertThat(run("env", "upgrade", "1", "--wait")).isZero();

        assertThat(out.toString()).contains("proved: the controllers have release 4");
    }

    @Test
    void oneThatFailsSaysHowItGoesOnOrBack() {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("4"))
                .answer("PUT /clusters/1/upgrade", 200, TASK)
                .answer("GET /upgrades", 200, "[" + upgrade("running") + "]")
                .answer("GET /upgrades/8", 200, upgrade("failed"))
                .answer("GET /dead-letters?upgrade=8", 200, "[]");

        assertThat(run("env", "upgrade", "1", "--wait")).isEqualTo(ExitCode.UPGRADE_FAILED);

        assertThat(out.toString()).contains("octane rollback 8 --plan", "octane retry 8");
    }

    @Test
    void allNodesFollowIfAskedFor() throws IOException {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("4")).answer("POST /upgrades", 201, upgrade("running"));

        assertThat(run("env", "upgrade", "1", "--all", "--max-unavailable", "25%"))
                .isZero();

        assertThat(out.toString()).startsWith("Upgrade of all nodes of cluster 1 to release 4 has started: upgrade 8.");
        assertSent(
                "POST /upgrades",
                "{\"original_cluster_id\": 1, \"strategy\": \"in-place\", \"options\": {\"max_unavailable\": \"25%\"}}");
    }

    @Test
    void aPlanOfTheControllersNamesTheirStages() {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("4")).answer("POST /upgrades/plan", 200, PLAN);

        assertThat(run("env", "upgrade", "1", "--plan")).isZero();

        assertThat(out.toString()).startsWith("Cluster 1 to release 4, in-place: 0 stages");
        assertThat(server.requests())
                .filteredOn(request -> request.call().equals("POST /upgrades/plan"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .contains("\"upgrade-primary\"", "\"upgrade-controllers\"]")
                        .doesNotContain("upgrade-roles"));
    }

    @Test
    void aPlanChangesNothing() {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("null"));

        assertThat(run("env", "upgrade", "1", "--release", "4", "--plan")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString())
                .contains("Release 4 is not pending for cluster 1")
                .contains("First run: octane env upgrade --env 1 --release 4 --prepare");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void settingsArePreparedAlone() {
        server.answer("GET /clusters/1", 200, CLUSTER.formatted("null"))
                .answer("PUT /clusters/1", 200, CLUSTER.formatted("4"))
                .answer("GET /clusters/1", 200, CLUSTER.formatted("4"));

        assertThat(run("env", "upgrade", "1", "--release", "4", "--prepare")).isZero();

        assertThat(out.toString()).startsWith("Release 4 is pending for cluster 1.");
        assertThat(server.requests()).noneMatch(request -> request.call().contains("/upgrade"));
    }

    @Test
    void nodesAreUpgradedInTheirCluster() throws IOException {
        server.answer("GET /nodes/4", 200, "{\"id\": 4, \"cluster\": 1}")
                .answer("GET /nodes/5", 200, "{\"id\": 5, \"cluster\": 1}")
                .answer("PUT /clusters/1/upgrade?node=4,5", 200, TASK)
                .answer("GET /upgrades", 200, "[" + upgrade("running") + "]");

        assertThat(run("node", "upgrade", "4", "5", "--max-unavailable", "2")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Upgrade of nodes 4, 5 of cluster 1 to release 4 has started: upgrade 8, Nailgun's task 12.
                        Follow it with: octane watch 8
                        """);
        assertSent("PUT /clusters/1/upgrade?node=4,5", "{\"options\": {\"max_unavailable\": 2}}");
    }

    @Test
    void aPlanOfNodesNamesThem() throws IOException {
        server.answer("GET /nodes/4", 200, "{\"id\": 4, \"cluster\": 1}").answer("POST /upgrades/plan", 200, PLAN);

        assertThat(run("node", "upgrade", "4", "--plan")).isZero();

        assertSent(
                "POST /upgrades/plan",
                "{\"original_cluster_id\": 1, \"strategy\": \"in-place\", \"stages\": [\"upgrade-roles\"], \"nodes\": [4]}");
    }

    @Test
    void machinesReadTheTask() {
        server.answer("GET /nodes/4", 200, "{\"id\": 4, \"cluster\": 1}")
                .answer("PUT /clusters/1/upgrade?node=4", 200, TASK)
                .answer("GET /upgrades", 200, "[" + upgrade("running") + "]");

        assertThat(run("node", "upgrade", "4", "-f", "json")).isZero();

        assertThat(out.toString()).contains("\"name\"", "deploy");
    }

    @Test
    void nodesOfSeveralClustersAreRefused() {
        server.answer("GET /nodes/4", 200, "{\"id\": 4, \"cluster\": 1}")
                .answer("GET /nodes/14", 200, "{\"id\": 14, \"cluster\": 2}")
                .answer("GET /nodes/10", 200, "{\"id\": 10, \"cluster\": null}");

        assertThat(run("node", "upgrade", "4", "14")).isEqualTo(ExitCode.USAGE);
        assertThat(run("node", "upgrade", "10")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("The nodes are of several environments", "A node is in no environment");
    }

    @Test
    void aRefusalIsTold() {
        server.answer("GET /nodes/4", 200, "{\"id\": 4, \"cluster\": 1}")
                .answer(
                        "PUT /clusters/1/upgrade?node=4",
                        409,
                        "{\"message\": \"Node 4 has status error, and only a ready one can be upgraded.\", \"errors\": []}");

        assertThat(run("node", "upgrade", "4")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString()).contains("Node 4 has status error");
    }
}
