package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.SampleAnswers;

class UpgradeCommandTest extends CommandTest {

    private static final String EVENTS =
            """
            id: 1
            event: step
            data: {"at": "2026-01-02T03:00:05Z", "actor": "engine", "step": 40, "stage": "upgrade-db", "name": "dump", "nodes": [1], "status": "succeeded", "message": "52 rows"}

            id: 2
            event: step
            data: {"at": "2026-01-02T03:00:20Z", "actor": "engine", "step": 44, "stage": "upgrade-node", "name": "evacuate", "nodes": [4], "status": "running", "message": null}

            """;

    @Test
    void anUpgradeIsStartedAndLeftToTheServer() throws IOException {
        server.answer("POST /upgrades", 201, SampleAnswers.RUNNING);

        assertThat(run("upgrade", "--env", "1", "--max-unavailable", "2", "--interactive"))
                .isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Upgrade 7 of cluster 1 to release 4 has started: 2 stages, 6 steps.
                        Follow it with: octane watch 7
                        """);
        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "options": {"max_unavailable": 2, "interactive": true}}
                """);
        assertThat(server.requests().get(0).headers()).containsKey("Idempotency-key");
    }

    @Test
    void whatIsSaidOfRolesIsSentForEach() throws IOException {
        server.answer("POST /upgrades", 201, SampleAnswers.RUNNING);

        assertThat(run(
                        "upgrade",
                        "--env",
                        "1",
                        "--max-unavailable",
                        "compute=2,cinder=50%",
                        "--canary",
                        "compute=1",
                        "--growing",
                        "--approve-before",
                        "upgrade-db,upgrade-node",
                        "--approve-batches",
                        "--window",
                        "22:00-06:00",
                        "--window",
                        "Sat,Sun 08:00-20:00 Europe/Berlin"))
                .isZero();

        assertSent(
                "POST /upgrades",
                """
                {"original_cluster_id": 1, "strategy": "side-by-side", "options":
                 {"max_unavailable": {"compute": 2, "cinder": "50%"}, "canary": {"compute": 1}, "growing": true,
                  "approve_before": ["upgrade-db", "upgrade-node"], "approve_batches": true,
                  "windows": ["22:00-06:00", "Sat,Sun 08:00-20:00 Europe/Berlin"]}}
                """);
    }

    @Test
    void aWordForAllRolesBesideOneForARoleIsRefused() throws IOException {
        assertThat(run("upgrade", "--env", "1", "--max-unavailable", "2,compute=3"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--max-unavailable takes one word for all roles, or one for each; '2'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--canary | 50% | --canary takes a number of nodes such as 1; '50%' is none.",
                "--canary | compute=half | --canary takes a number of nodes such as 1; 'half' is none.",
                "--canary | 12345678901 | --canary takes a number of nodes such as 1; '12345678901' is none.",
                "--max-unavailable | some-of-them-but-not-all | --max-unavailable takes a number of nodes such as 2, a percentage such as 25%, serial or parallel; 'some-of-them-but-not-all' is none.",
                "--failures | compute=as-many-as-there-are-nodes | --failures takes a number of nodes such as 2, or a percentage such as 10%; 'as-many-as-there-are-nodes' is none."
            })
    void whatIsNoNumberOfNodesIsRefusedInPlainWords(String option, String word, String sentence) {
        assertThat(run("upgrade", "--env", "1", option, word)).isEqualTo(2);

        assertThat(err.toString()).startsWith("octane: " + sentence);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--env, one", "--release, 2.5", "--nodes, '1,two'", "--seed, 99999999999"})
    void whatIsNoNumberIsRefusedInPlainWords(String option, String word) {
        assertThat(run("upgrade", "--env", "1", option, word)).isEqualTo(2);

        assertThat(err.toString())
                .containsPattern("Invalid value for option '" + option + "'.*: '[^']+' is not a whole number");
    }

    @Test
    void waitedForItTellsStepsStagesAndProofs() {
        server.answer("POST /upgrades", 201, SampleAnswers.RUNNING)
                .answer("GET /upgrades/7", 200, SampleAnswers.RUNNING)
                .answer("GET /upgrades/7", 200, SampleAnswers.SUCCEEDED)
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]")
                .events("GET /upgrades/7/events", EVENTS)
                .events("GET /upgrades/7/events", "");

        assertThat(run("upgrade", "--env", "1", "--wait")).isZero();

        assertThat(out.toString())
                .contains("upgrade-db dump (node 1) succeeded: 52 rows")
                .doesNotContain("evacuate")
                .containsOnlyOnce("upgrade-db done: 2 steps in 12 s")
                .containsOnlyOnce("upgrade-node done: 4 steps in 1 min 00 s")
                .containsSubsequence(
                        "upgrade-db: State databases move",
                        "upgrade-db dump",
                        "upgrade-db done",
                        "upgrade-node: Nodes move",
                        "upgrade-node done")
                .contains("Upgrade 7 succeeded after 1 min 12 s.")
                .contains("proved: All 52 rows arrived.")
                .doesNotContain("\u001b");
        assertThat(server.requests())
                .filteredOn(request -> request.call().endsWith("/events"))
                .extracting(request -> request.headers().get("Last-event-id").get(0))
                .startsWith("0", "2");
    }

    @Test
    void waitedForInVainItShowsTheDeadLetterAndWhatToDo() {
        server.answer("POST /upgrades", 201, SampleAnswers.RUNNING)
                .answer("GET /upgrades/7", 200, SampleAnswers.FAILED)
                .events("GET /upgrades/7/events", "")
                .answer("GET /dead-letters?upgrade=7", 200, "[" + SampleAnswers.DEAD_LETTER + "]");

        assertThat(run("upgrade", "--env", "1", "--wait")).isEqualTo(ExitCode.UPGRADE_FAILED);

        assertThat(out.toString())
                .contains("Upgrade 7 failed: evacuate failed for good")
                .contains("cause:    VM vm-1 stays on node-4.")
                .contains("for vm-1")
                .contains("to do:    Free a compute.")
                .endsWith("Remove the cause, then: octane retry 7\n");
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainByTheSameKey() {
        server.noAnswer("POST /upgrades")
                .text("POST /upgrades", 502, "<h1>Bad Gateway</h1>")
                .answer("POST /upgrades", 201, SampleAnswers.RUNNING);

        assertThat(run("upgrade", "--env", "1")).isZero();

        assertThat(out.toString()).startsWith("Upgrade 7 of cluster 1 to release 4 has started");
        assertThat(server.calls()).containsExactly("POST /upgrades", "POST /upgrades", "POST /upgrades");
        assertThat(server.requests())
                .extracting(request -> request.headers().get("Idempotency-key"))
                .containsOnly(server.requests().get(0).headers().get("Idempotency-key"));
    }

    @Test
    void whereNoAnswerComesItIsSaidThatTheChangeMayHaveBeenMade() {
        server.noAnswer("POST /upgrades");

        assertThat(run("upgrade", "--env", "1")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err.toString())
                .startsWith("octane: The server at " + server.url() + " has taken the request and not answered: ")
                .contains("[answer-lost]\n")
                .endsWith("Whether it was carried out is not known. Look with 'octane status' before you repeat it.\n");
    }

    @Test
    void aRefusalByThePreflightHasTheExitStatusOfOne() {
        server.refusal("POST /upgrades", 409, "preflight-failed", "{\"message\": \"Unfit.\", \"errors\": []}");

        assertThat(run("upgrade", "--env", "1")).isEqualTo(ExitCode.UNFIT);
    }

    @Test
    void aRefusalKeepsEveryReasonOfTheServer() {
        server.answer(
                "POST /upgrades",
                409,
                "{\"message\": \"Cluster 1 is being upgraded already.\", \"errors\": [\"upgrade 6 is running\"]}");

        assertThat(run("upgrade", "--env", "1")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString())
                .isEqualTo(
                        """
                        octane: Cluster 1 is being upgraded already. [conflict]
                          - upgrade 6 is running
                                Nothing was changed. 'octane status' shows the upgrades that run.
                        """);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aRefusalThatNamesACommandSaysNoMore() {
        var order =
                "Stage upgrade-control comes after upgrade-ceph, which has not succeeded. First run: octane upgrade-db 2";
        server.refusal("POST /upgrades", 409, "stage-order", "{\"message\": \"" + order + "\", \"errors\": []}");

        assertThat(run("upgrade", "--env", "1")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString()).isEqualTo("octane: " + order + " [stage-order]\n        Nothing was changed.\n");
    }
}
