package org.octane.cli.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.command.CommandTest;

class EnvCommandTest extends CommandTest {

    private static final String TASK = "{\"id\": 12, \"uuid\": \"u\", \"name\": \"update\", \"status\": \"running\"}";

    private static final String UPGRADES = "[" + upgrade("running") + ", {\"id\": 7, \"original_cluster_id\": 2}]";

    private static String upgrade(String status) {
        return """
                {"id": 8, "name": "sample", "strategy": "patch", "status": "%s", "original_cluster_id": 1, "release_id": 5,
                 "started_at": "2026-01-02T03:00:00Z", "finished_at": "2026-01-02T03:01:00Z", "message": "It failed.",
                 "proof": ["cluster 1 has release 2014.2.2-6.1.1"], "stages": []}
                """
                .formatted(status);
    }

    @Test
    void anUpdateIsStartedAndLeftToTheServer() throws IOException {
        server.answer("PUT /clusters/1/update", 202, TASK).answer("GET /upgrades", 200, UPGRADES);

        assertThat(run("env", "update", "1", "--release", "5", "--by", "alice", "--ignore", "ceph-health"))
                .isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Update of cluster 1 to release 5 has started: upgrade 8, Nailgun's task 12.
                        Follow it with: octane watch 8
                        """);
        assertSent("PUT /clusters/1/update", "{\"pending_release_id\": 5, \"ignore\": [\"ceph-health\"]}");
        assertThat(server.requests().get(0).headers()).containsKey("Idempotency-key");
    }

    @Test
    void theClusterIsTakenAsAnOptionToo() throws IOException {
        server.answer("PUT /clusters/1/update", 202, TASK).answer("GET /upgrades", 200, UPGRADES);

        assertThat(run("env", "update", "--env", "1", "--release", "5")).isZero();
        assertSent("PUT /clusters/1/update", "{\"pending_release_id\": 5}");
        assertThat(run("env", "update", "--release", "5")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void waitedForItTellsWhatWasProved() {
        server.answer("PUT /clusters/1/update", 202, TASK)
                .answer("GET /upgrades", 200, UPGRADES)
                .answer("GET /upgrades/8", 200, upgrade("succeeded"));

        assertThat(run("env", "update", "1", "--wait")).isZero();

        assertThat(out.toString())
                .contains("Upgrade 8 succeeded after 1 min 00 s.")
                .contains("proved: cluster 1 has release 2014.2.2-6.1.1");
    }

    @Test
    void oneThatFailsSaysHowNodesAreBroughtBack() {
        server.answer("PUT /clusters/1/update", 202, TASK)
                .answer("GET /upgrades", 200, UPGRADES)
                .answer("GET /upgrades/8", 200, upgrade("failed"))
                .answer("GET /dead-letters?upgrade=8", 200, "[]");

        assertThat(run("env", "update", "1", "--wait")).isEqualTo(ExitCode.UPGRADE_FAILED);

        assertThat(out.toString())
                .contains("Bring every node back with: octane env rollback --env 1")
                .contains("Remove the cause, then: octane retry 8");
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        server.answer(
                "POST /upgrades/plan",
                200,
                "{\"strategy\": \"patch\", \"original_cluster_id\": 1, \"release_id\": 5, \"estimate_seconds\": 60,"
                        + " \"stages\": [], \"preflight\": [{\"check\": \"ssh\", \"result\": \"passed\"}]}");

        assertThat(run("env", "update", "1", "--release", "5", "--plan")).isZero();

        assertThat(out.toString()).startsWith("Cluster 1 to release 5, patch: 0 stages");
        assertSent("POST /upgrades/plan", "{\"original_cluster_id\": 1, \"strategy\": \"patch\", \"release_id\": 5}");
    }

    @Test
    void aFailedUpdateIsRolledBackToTheReleaseOfTheCluster() throws IOException {
        server.answer("GET /clusters/1", 200, "{\"id\": 1, \"status\": \"update_error\", \"release_id\": 2}")
                .answer("PUT /clusters/1/update", 202, TASK)
                .answer("GET /upgrades", 200, UPGRADES);

        assertThat(run("env", "rollback", "1", "--by", "alice")).isZero();

        assertThat(out.toString()).startsWith("Rollback of cluster 1 to release ");
        assertSent("PUT /clusters/1/update", "{\"pending_release_id\": 2}");
    }

    @Test
    void whatHasNotFailedIsNotRolledBack() {
        server.answer("GET /clusters/1", 200, "{\"id\": 1, \"status\": \"operational\", \"release_id\": 5}");

        assertThat(run("env", "rollback", "1")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString())
                .isEqualTo(
                        """
                        octane: Cluster 1 is operational; only a failed update is rolled back. [conflict]
                                To go back to an earlier release: octane env update --env 1 --release ID
                        """);
    }

    @Test
    void aRefusalIsTold() {
        server.answer(
                "PUT /clusters/1/update",
                409,
                "{\"message\": \"Can't update environment '1' when other task is running\", \"errors\": []}");

        assertThat(run("env", "update", "1")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString()).contains("Can't update environment '1' when other task is running");
    }
}
