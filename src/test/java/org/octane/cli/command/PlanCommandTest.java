package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;

class PlanCommandTest extends CommandTest {

    private static final String PLAN =
            """
            {"strategy": "side-by-side", "original_cluster_id": 1, "release_id": 4, "version_now": "Juno (2014.2.2-6.1)",
             "version_then": "Kilo (2015.1.0-7.0)", "estimate_seconds": 200, "stages": [
              {"stage": "upgrade-control", "title": "The seed takes over", "estimate_seconds": 200, "steps": [
                {"name": "cut-off", "title": "Original controllers are cut off", "nodes": [1, 2, 3],
                 "undo": "reconnects them", "irreversible": null, "estimate_seconds": 20},
                {"name": "drop", "title": "Old records are dropped", "nodes": [], "undo": null,
                 "irreversible": "nothing keeps them", "estimate_seconds": 180}]}],
             "preflight": [
              {"check": "ceph-health", "result": "failed", "found": "HEALTH_WARN 1 osds down", "why": "Data may go.",
               "remedy": "Start it."},
              {"check": "ssh", "result": "passed", "found": "10 nodes let Octane in.", "why": "They are asked.",
               "remedy": ""}]}
            """;

    private static final String PAGE =
            """
            Cluster 1 to release 4, side-by-side: 1 stage, 2 steps, about 3 min 20 s.
              now:  Juno (2014.2.2-6.1)
              then: Kilo (2015.1.0-7.0)

            STAGE            TIME        WHAT
            upgrade-control  3 min 20 s  The seed takes over

            The cloud's API stays open.
            Can't be undone:
              ! upgrade-control drop: nothing keeps them

            1 check of 2 fails:
              ceph-health: HEALTH_WARN 1 osds down
                to do: Start it.
            Next, once that is cured: octane upgrade --env 1
            """;

    @Test
    void aPlanBeginsWithOnePage() {
        server.answer("POST /upgrades/plan", 200, PLAN);

        assertThat(run("plan", "--env", "1")).as("a check fails").isEqualTo(ExitCode.UNFIT);

        assertThat(printed()).isEqualTo(PAGE + "Each step: add --steps\n");
    }

    @Test
    void withoutAnyCheckNoCloudIsCalledFit() {
        server.answer("POST /upgrades/plan", 200, PLAN.replaceAll("(?s)\"preflight\": .*", "\"preflight\": []}"));

        assertThat(run("plan", "--env", "1")).isEqualTo(ExitCode.UNFIT);
        assertThat(run("preflight", "1")).isEqualTo(ExitCode.UNFIT);

        assertThat(out.toString()).doesNotContain("is fit");
        assertThat(err.toString())
                .contains("The server has checked nothing, so whether the cloud is fit is not known.");
    }

    @Test
    void batchesAndWhatWaitsAreToldStageByStage() {
        server.answer(
                "POST /upgrades/plan",
                200,
                PLAN.replace("\"name\": \"drop\"", "\"name\": \"approval\", \"waits\": true")
                        .replace(
                                "\"estimate_seconds\": 200, \"steps\"",
                                "\"estimate_seconds\": 200, \"batches\": [{\"role\": \"compute\", \"max_unavailable\": 2,"
                                        + " \"sizes\": [1, 2, 2, 1]}], \"steps\""));

        assertThat(run("plan", "--env", "1")).as("a check fails").isEqualTo(ExitCode.UNFIT);

        assertThat(printed())
                .contains("upgrade-control waits 1 time for an approval or a window; --steps shows for what.\n")
                .contains("upgrade-control, role compute: 4 batches of 1, 2 x 2, 1, at most 2 nodes at once.\n");
    }

    @Test
    void rolesWhoseNodesGoInTheSameBatchesAreNamed() {
        server.answer(
                "POST /upgrades/plan",
                200,
                PLAN.replace(
                        "\"estimate_seconds\": 200, \"steps\"",
                        "\"estimate_seconds\": 200, \"batches\": ["
                                + "{\"role\": \"ceph-osd\", \"max_unavailable\": 1, \"sizes\": [1, 1, 1], \"together\": [\"compute\"]},"
                                + "{\"role\": \"compute\", \"max_unavailable\": 2, \"sizes\": [1, 2], \"together\": [\"ceph-osd\"]},"
                                + "{\"role\": \"cinder\", \"max_unavailable\": 1, \"sizes\": [1], \"together\": []}], \"steps\""));

        assertThat(run("plan", "--env", "1")).isEqualTo(ExitCode.UNFIT);

        assertThat(printed())
                .contains(
                        """
                        upgrade-control, role ceph-osd: 3 batches of 3 x 1, at most 1 node at once.
                        upgrade-control, role compute: 2 batches of 1, 2, at most 2 nodes at once.
                        upgrade-control, role cinder: 1 batch of 1, at most 1 node at once.
                        upgrade-control: ceph-osd and compute go in the same batches, by the same casts.
                        """);
    }

    @Test
    void aFailureBudgetIsToldWithWhatIsAwayInAll() throws IOException {
        server.answer(
                "POST /upgrades/plan",
                200,
                PLAN.replace(
                        "\"estimate_seconds\": 200, \"steps\"",
                        "\"estimate_seconds\": 200, \"batches\": [{\"role\": \"compute\", \"max_unavailable\": 2,"
                                + " \"failures\": 1, \"sizes\": [2, 2]}], \"steps\""));

        assertThat(run("plan", "--env", "1", "--failures", "compute=1")).isEqualTo(ExitCode.UNFIT);

        assertThat(printed())
                .contains(
                        "upgrade-control, role compute: 2 batches of 2 x 2, at most 2 nodes at once and besides 1 that has"
                                + " failed, so at most 3 away.\n");
        assertSent(
                "POST /upgrades/plan",
                "{\"original_cluster_id\": 1, \"strategy\": \"side-by-side\", \"options\": {\"failures\": {\"compute\": 1}}}");
    }

    @Test
    void whatCannotBeUndoneOnManyNodesIsOneLineAndAFitCloudIsSaidToBe() {
        server.answer(
                "POST /upgrades/plan",
                200,
                PLAN.replace("\"nodes\": [1, 2, 3],\n", "\"nodes\": [1],\n")
                        .replace("\"undo\": \"reconnects them\", \"irreversible\": null", "\"irreversible\": \"gone\"")
                        .replace("\"name\": \"cut-off\"", "\"name\": \"drop\"")
                        .replace("\"failed\"", "\"passed\""));

        assertThat(run("plan", "--env", "1", "--name", "new cloud")).isZero();

        assertThat(printed())
                .contains("  ! upgrade-control drop (2 times): gone\n")
                .contains("The cloud is fit for this: 2 checks made, none fails.\n")
                .contains("Next: octane upgrade --env 1 --name 'new cloud'\n");
    }

    @Test
    void theRestOfAPlanIsATreeOfItsSteps() {
        server.answer("POST /upgrades/plan", 200, PLAN);

        assertThat(run("plan", "--env", "1", "--steps")).isEqualTo(ExitCode.UNFIT);

        assertThat(printed())
                .isEqualTo(
                        PAGE
                                + """

                        upgrade-control: The seed takes over (3 min 20 s)
                        ├─ cut-off [nodes 1, 2, 3]: Original controllers are cut off (20 s)
                        │    undo: reconnects them
                        └─ drop: Old records are dropped (3 min 00 s)
                             ! can't be undone: nothing keeps them

                        CHECK        RESULT  FOUND
                        ceph-health  failed  HEALTH_WARN 1 osds down
                        ssh          passed  10 nodes let Octane in.

                        1 check fails:
                          ceph-health: Data may go.
                            to do: Start it.
                        To accept the risk of a failed check, add: --ignore ceph-health
                        """);
        assertThat(err.toString()).isEmpty();
    }

    /** Without what every command of a test says. */
    private String printed() {
        return out.toString().replace(" --url " + server.url(), "");
    }

    @Test
    void everyOptionReachesTheServer() throws IOException {
        server.answer("POST /upgrades/plan", 200, PLAN);

        run(
                "plan",
                "--env",
                "1",
                "--release",
                "4",
                "--name",
                "new",
                "--controllers",
                "10,11,12",
                "--stages",
                "upgrade-node,cleanup-env",
                "--seed",
                "5",
                "--nodes",
                "4,5",
                "--max-unavailable",
                "25%",
                "--live-migration",
                "false",
                "--ignore",
                "ceph-health",
                "--ignore",
                "ssh");

        assertSent(
                "POST /upgrades/plan",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "release_id": 4, "name": "new",
                 "controllers": [10, 11, 12], "stages": ["upgrade-node", "cleanup-env"], "seed_cluster_id": 5,
                 "nodes": [4, 5], "options": {"max_unavailable": "25%", "live_migration": false},
                 "ignore": ["ceph-health", "ssh"]}
                """);
    }

    @Test
    void jsonIsTheServersOwnAnswer() throws IOException {
        server.answer("POST /upgrades/plan", 200, PLAN);

        run("plan", "--env", "1", "-f", "json");

        assertThat(Json.read(out.toString())).isEqualTo(Json.read(PLAN));
    }

    @Test
    void withoutAClusterTheUsageIsShown() {
        assertThat(run("plan")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Missing required option: '--env=ID'");
        assertThat(server.requests()).isEmpty();
    }
}
