package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;

class LifecycleCommandTest extends CommandTest {

    @Test
    void anUpgradeIsPausedAndSaysHowItGoesOn() {
        server.answer("POST /upgrades/7/pause", 200, "{\"id\": 7, \"status\": \"paused\"}");

        assertThat(run("pause", "7")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Upgrade 7 is paused.
                        Steps that have begun run to their end. Resume it with: octane resume 7
                        """);
    }

    @Test
    void anUpgradeIsResumedAndAborted() {
        server.answer("POST /upgrades/7/resume", 200, "{\"id\": 7, \"status\": \"running\"}")
                .answer("POST /upgrades/7/abort", 200, "{\"id\": 7, \"status\": \"aborted\"}");

        assertThat(run("resume", "7")).isZero();
        assertThat(run("abort", "7")).isZero();

        assertThat(out.toString()).contains("Upgrade 7 is running.", "Upgrade 7 is aborted.");
        var user = System.getenv().getOrDefault("SUDO_USER", System.getProperty("user.name"));
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.body()).isEqualTo("{\"person\":\"" + user + "\"}"));
    }

    @Test
    void whatAnUpgradeWaitsWithIsApprovedWithAReason() {
        gateWaits();

        assertThat(run("approve", "7", "--by", "bob", "--reason", "Change 4711"))
                .isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Approved in stage move. Next: batch of role compute: node-5.
                        Upgrade 7 is running.
                        Follow it with: octane watch 7
                        """);
        assertThat(server.requests().get(1).body())
                .as("that, and nothing that waits by now in its place")
                .isEqualTo("{\"person\":\"bob\",\"step_id\":12,\"message\":\"Waits for an approval. Next: batch of"
                        + " role compute: node-5.\",\"reason\":\"Change 4711\"}");
    }

    @Test
    void whoNamesTheStepApprovesOfNoOther() {
        gateWaits();

        assertThat(run("approve", "7", "11", "--by", "bob")).isZero();

        assertThat(server.requests().get(1).body()).isEqualTo("{\"person\":\"bob\",\"step_id\":11}");
    }

    private void gateWaits() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        """
                        {"id": 7, "status": "running", "approval": {"step_id": 12, "stage": "move",
                         "since": "2026-07-01T22:00:00Z", "message": "Waits for an approval. Next: batch of role compute: node-5."}}
                        """)
                .answer("POST /upgrades/7/approve", 200, "{\"id\": 7, \"status\": \"running\"}");
    }

    @Test
    void aWordOrAPercentageIsToldAsTheNumberOfNodesThatItIs() {
        server.answer(
                "POST /upgrades/7/limit",
                200,
                """
                {"id": 7, "status": "running", "batches": [
                  {"stage": "before", "role": "compute", "max_unavailable": 1, "failures": 0, "batches": 2, "over": 2},
                  {"stage": "move", "role": "compute", "max_unavailable": 3, "failures": 2, "batches": 2, "over": 1}]}
                """);

        assertThat(run("limit", "7", "--role", "compute", "--max-unavailable", "parallel", "--failures", "67%"))
                .isZero();

        assertThat(out.toString())
                .startsWith(
                        """
                        From the next batch of role compute on at most 3 may be away at once.
                        So many nodes of role compute may fail and hold only themselves: 2.
                        """);
    }

    @Test
    void theLimitOfARoleIsChangedWithAReason() throws IOException {
        server.answer("POST /upgrades/7/limit", 200, "{\"id\": 7, \"status\": \"running\"}");

        assertThat(run(
                        "limit",
                        "7",
                        "--role",
                        "compute",
                        "--max-unavailable",
                        "2",
                        "--by",
                        "bob",
                        "--reason",
                        "It lags"))
                .isZero();

        assertThat(out.toString())
                .contains("From the next batch of role compute on at most 2 may be away at once.", "octane watch 7");
        assertSent(
                "POST /upgrades/7/limit", "{\"role\": \"compute\", \"max_unavailable\": 2, \"reason\": \"It lags\"}");
    }

    @Test
    void aFailureBudgetIsChangedByItselfAndSomethingHasToBe() throws IOException {
        server.answer("POST /upgrades/7/limit", 200, "{\"id\": 7, \"status\": \"running\"}");

        assertThat(run("limit", "7", "--role", "compute", "--failures", "2")).isZero();
        assertThat(out.toString()).contains("So many nodes of role compute may fail and hold only themselves: 2.");
        assertSent("POST /upgrades/7/limit", "{\"role\": \"compute\", \"failures\": 2}");

        assertThat(run("limit", "7", "--role", "compute")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--max-unavailable, --failures, or both are to be named.");
    }

    @Test
    void aLargerBudgetFreesNothingThatHasFailedBeforeAndSaysWhatDoes() {
        server.answer("POST /upgrades/7/limit", 200, "{\"id\": 7, \"status\": \"failed\", \"open_dead_letters\": 2}");

        assertThat(run("limit", "7", "--role", "compute", "--failures", "3")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "That is for what fails from now on; what has failed before (2 dead letters) goes on with: octane"
                                + " retry 7");
    }

    @Test
    void anAbortThatIsNotOverYetSaysWhatItWaitsFor() {
        server.answer("POST /upgrades/7/abort", 200, "{\"id\": 7, \"status\": \"rolling-back\"}");

        assertThat(run("abort", "7")).isZero();

        assertThat(out.toString()).contains("Upgrade 7 is rolling-back.", "then it is aborted.", "octane status 7");
    }

    @Test
    void anUpgradeThatIsResumedWithADeadStepSaysWhereToLook() {
        server.answer("POST /upgrades/7/resume", 200, "{\"id\": 7, \"status\": \"failed\"}");

        assertThat(run("resume", "7")).isZero();

        assertThat(out.toString())
                .contains("Upgrade 7 is failed.", "octane dead-letters --upgrade 7")
                .doesNotContain("octane watch");
    }

    @Test
    void whatCannotBePausedIsRefusedWithTheServersSentence() {
        server.answer(
                "POST /upgrades/7/pause",
                409,
                "{\"message\": \"Upgrade 7 is failed; only one that runs is paused.\", \"errors\": []}");

        assertThat(run("pause", "7")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("Upgrade 7 is failed; only one that runs is paused.");
    }

    @Test
    void aStepIsSkippedByAPersonWithAReason() {
        server.answer("POST /upgrades/7/steps/44/skip", 200, "{\"id\": 44, \"status\": \"skipped\"}");

        assertThat(run("skip", "7", "44", "--reason", "done by hand", "--by", "alice"))
                .isZero();

        assertThat(out.toString()).contains("Step 44 is skipped.");
        assertThat(server.requests().get(0).body()).isEqualTo("{\"person\":\"alice\",\"reason\":\"done by hand\"}");
    }

    @Test
    void skippingWithoutAReasonIsAUsageError() {
        assertThat(run("skip", "7", "44")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--reason");
    }
}
