package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.SampleAnswers;

class PreflightCommandTest extends CommandTest {

    private static final String PASSED =
            """
            {"check": "ssh", "result": "passed", "found": "Octane can log in to 10 nodes.", "why": "They are asked.",
             "remedy": ""}
            """;
    private static final String FAILED =
            """
            {"check": "ceph-health", "result": "failed", "found": "Ceph says HEALTH_WARN noout.", "why": "Data may go.",
             "remedy": "Unset it."}
            """;
    private static final String IGNORED = FAILED.replace("failed", "ignored");
    private static final String REFUSED =
            """
            {"message": "Pre-flight: the cloud is not fit for this upgrade, 2 checks fail.",
             "errors": ["ceph-health: Ceph says HEALTH_WARN noout. Unset it.", "ssh: Octane can't log in. Switch it on."]}
            """;

    private void finds(String... findings) {
        server.answer("POST /upgrades/plan", 200, "{\"preflight\": [" + String.join(", ", findings) + "]}");
    }

    @Test
    void ofACheckThatCanNotBeIgnoredNobodyIsToldHowToIgnoreIt() {
        finds(FAILED.replace("noout.", "noout. This can't be ignored."));

        assertThat(run("preflight", "1", "--strategy", "in-place")).isEqualTo(ExitCode.UNFIT);
        assertThat(out.toString()).contains("to do: Unset it.").doesNotContain("--ignore");
    }

    @Test
    void theClusterIsNamedByAnOptionOrByItsIdAlone() throws IOException {
        finds(PASSED);

        assertThat(run("preflight", "--env", "7")).isZero();
        assertSent("POST /upgrades/plan", "{\"original_cluster_id\": 7, \"strategy\": \"side-by-side\"}");
        assertThat(run("preflight", "7")).isZero();
        assertThat(run("plan", "7", "--env", "8")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Two clusters are named: --env 8 and 7");
        assertThat(run("plan")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Missing required option: '--env=ID'");
    }

    @Test
    void aCloudThatIsFitEndsWithZero() throws IOException {
        finds(PASSED, IGNORED);

        assertThat(run("preflight", "1", "--ignore", "ceph-health")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        CHECK        RESULT   FOUND
                        ssh          passed   Octane can log in to 10 nodes.
                        ceph-health  ignored  Ceph says HEALTH_WARN noout.

                        The cloud is fit for this upgrade.
                        """);
        assertSent(
                "POST /upgrades/plan",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "ignore": ["ceph-health"]}
                """);
    }

    @Test
    void aFailingCheckEndsWithFiveAndSaysWhatToDo() throws IOException {
        finds(PASSED, FAILED);

        assertThat(run("preflight", "1", "--stage", "upgrade-node", "--stage", "cleanup-env", "--nodes", "4,5"))
                .isEqualTo(ExitCode.UNFIT);

        assertThat(out.toString())
                .endsWith(
                        """
                        1 check fails:
                          ceph-health: Data may go.
                            to do: Unset it.
                        To accept the risk of a failed check, add: --ignore ceph-health
                        """);
        assertSent(
                "POST /upgrades/plan",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "stages": ["upgrade-node", "cleanup-env"],
                 "nodes": [4, 5]}
                """);
    }

    @Test
    void theOnlyClusterIsMeantWhereNoneIsNamed() throws IOException {
        server.answer("GET /clusters", 200, "[{\"id\": 3}, {\"id\": 4, \"original_cluster_id\": 3}]");
        finds(PASSED);

        assertThat(run("preflight")).isZero();

        assertSent("POST /upgrades/plan", "{\"original_cluster_id\": 3, \"strategy\": \"side-by-side\"}");
    }

    @Test
    void ofSeveralClustersOneHasToBeNamed() {
        server.answer("GET /clusters", 200, "[{\"id\": 3}, {\"id\": 4}]");

        assertThat(run("preflight")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("octane preflight --env ID");
    }

    @Test
    void programsGetTheFindingsAlone() throws IOException {
        finds(PASSED, FAILED);

        assertThat(run("preflight", "1", "-f", "json")).isEqualTo(ExitCode.UNFIT);
        assertThat(Json.read(out.toString())).isEqualTo(Json.read("[" + PASSED + "," + FAILED + "]"));
    }

    @Test
    void aValueIsALineForEachCheck() {
        finds(PASSED, FAILED);

        run("preflight", "1", "-f", "value");

        assertThat(out.toString().lines())
                .containsExactly(
                        "ssh passed Octane can log in to 10 nodes. They are asked. ",
                        "ceph-health failed Ceph says HEALTH_WARN noout. Data may go. Unset it.");
    }

    @Test
    void yamlHasTheSameMembers() {
        finds(FAILED);

        run("preflight", "1", "-f", "yaml");

        assertThat(out.toString()).contains("- check: \"ceph-health\"\n  result: \"failed\"");
    }

    @Test
    void anUpgradeThatIsRefusedSaysWhichCheckFailsAndHowToGoOn() throws IOException {
        server.refusal("POST /upgrades", 409, "preflight-failed", REFUSED);

        assertThat(run("upgrade", "--env", "1", "--ignore", "last-compute")).isEqualTo(ExitCode.UNFIT);

        assertThat(err.toString())
                .isEqualTo(
                        """
                        octane: Pre-flight: the cloud is not fit for this upgrade, 2 checks fail. [preflight-failed]
                          - ceph-health: Ceph says HEALTH_WARN noout. Unset it.
                          - ssh: Octane can't log in. Switch it on.
                                Nothing was changed. Remove the cause, or accept the risk with the same command and \
                        --ignore ceph-health --ignore ssh
                        """);
        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "ignore": ["last-compute"]}
                """);
    }

    @Test
    void aStageOfItsOwnTakesItToo() throws IOException {
        server.answer("POST /upgrades", 201, SampleAnswers.RUNNING);

        assertThat(run("upgrade-env", "1", "10", "--ignore", "ssh,host-keys")).isZero();

        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "stages": ["upgrade-env"], "controllers": [10],
                 "ignore": ["ssh", "host-keys"]}
                """);
    }
}
