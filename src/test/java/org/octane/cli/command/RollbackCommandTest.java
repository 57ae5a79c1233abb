package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.SampleAnswers;

class RollbackCommandTest extends CommandTest {

    private static final String ROLLED_BACK = SampleAnswers.RUNNING
            .replaceFirst("\"status\": \"running\"", "\"status\": \"rolled-back\"")
            .replace("\"finished_at\": null", "\"finished_at\": \"2026-01-02T03:02:00Z\"")
            .replace("\"proof\": []", "\"proof\": [\"The APIs answer as before.\"]");

    private static final String PLAN =
            """
            {"upgrade_id": 7, "to": "upgrade-db", "estimate_seconds": 75, "stages": [
              {"stage": "undo-upgrade-db", "title": "Stage upgrade-db is taken back", "estimate_seconds": 75, "steps": [
                {"name": "stop-services", "title": "Services stop on node-1", "nodes": [1], "undo": "starts them again",
                 "irreversible": null, "estimate_seconds": 60},
                {"name": "close-api", "title": "The API answers 503", "nodes": [], "undo": "opens it",
                 "irreversible": null, "estimate_seconds": 15}]}],
             "stays": [
              {"name": "provision", "title": "node-4 is installed anew", "nodes": [4], "undo": null,
               "irreversible": "its disks are erased", "estimate_seconds": 900},
              {"name": "evacuate", "title": "VMs leave node-4", "nodes": [4], "undo": null, "irreversible": null,
               "estimate_seconds": 30}]}
            """;

    @Test
    void thePlanIsShownWithWhatStaysAndNothingIsAskedFor() throws Exception {
        server.answer("POST /upgrades/7/rollback/plan", 200, PLAN);

        assertThat(run("rollback", "7", "--plan", "--to", "upgrade-db")).isZero();

        assertSent("POST /upgrades/7/rollback/plan", "{\"to\": \"upgrade-db\"}");
        assertThat(server.calls()).hasSize(1);
        assertThat(out.toString())
                .isEqualTo(
                        """
                        Upgrade 7 back to before stage upgrade-db: 2 steps to undo, about 1 min 15 s.

                        undo-upgrade-db: Stage upgrade-db is taken back
                        ├─ stop-services [node 1]: Services stop on node-1
                        │    undo: starts them again
                        └─ close-api: The API answers 503
                             undo: opens it

                        Can't be undone, and stays as it is:
                          ! provision [node 4]: node-4 is installed anew; its disks are erased
                          ! evacuate [node 4]: VMs leave node-4; it prepared a step that can't be undone
                        """);
    }

    @Test
    void anUpgradeThatIsTakenBackSaysHowToFollowIt() throws Exception {
        server.answer("POST /upgrades/7/rollback", 200, "{\"id\": 7, \"status\": \"rolling-back\"}");

        assertThat(run("rollback", "7", "--accept-irreversible", "--by", "alice"))
                .isZero();

        assertSent("POST /upgrades/7/rollback", "{\"accept_irreversible\": true}");
        assertThat(server.requests().get(0).body()).contains("\"person\":\"alice\"");
        assertThat(out.toString()).isEqualTo("Upgrade 7 is rolling-back.\nFollow it with: octane watch 7\n");
    }

    @Test
    void whatCannotBeTakenBackIsRefusedWithEveryReason() {
        server.answer(
                "POST /upgrades/7/rollback",
                409,
                """
                {"message": "Not everything that has begun can be undone.", "errors": [
                 "provision on node-4: its disks are erased", "provision on node-5: its disks are erased"]}
                """);

        assertThat(run("rollback", "7")).isEqualTo(ExitCode.REFUSED);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "Not everything that has begun can be undone.",
                        "provision on node-4: its disks are erased",
                        "provision on node-5: its disks are erased");
    }

    @Test
    void waitedForItEndsWithWhatWasProved() {
        server.answer("POST /upgrades/7/rollback", 200, "{\"id\": 7, \"status\": \"rolling-back\"}");
        ended(7, ROLLED_BACK);

        assertThat(run("rollback", "7", "--wait")).isZero();

        assertThat(out.toString())
                .endsWith("Upgrade 7 is rolled back after 2 min 00 s.\n  proved: The APIs answer as before.\n");
    }

    @Test
    void oneThatBreaksOffEndsWithItsDeadLetter() {
        server.answer("POST /upgrades/7/rollback", 200, "{\"id\": 7, \"status\": \"rolling-back\"}")
                .answer("GET /dead-letters?upgrade=7", 200, "[" + SampleAnswers.DEAD_LETTER + "]");
        ended(7, SampleAnswers.FAILED);

        assertThat(run("rollback", "7", "--wait")).isEqualTo(ExitCode.UPGRADE_FAILED);

        assertThat(out.toString())
                .contains("Upgrade 7 failed: evacuate failed for good", "VM vm-1 stays on node-4.")
                .endsWith("Remove the cause, then: octane retry 7\n");
    }

    @Test
    void stepsAreThoseOfTheWayBackOnceThereIsOne() {
        server.answer(
                "GET /upgrades",
                200,
                "["
                        + SampleAnswers.RUNNING
                                .replaceFirst("\"status\": \"running\"", "\"status\": \"rolling-back\"")
                                .replace(
                                        "\"stages\": [",
                                        """
                                        "stages": [
                                          {"stage": "undo-upgrade-node", "title": "Stage upgrade-node is taken back",
                                           "status": "running", "started_at": null, "finished_at": null,
                                           "estimate_seconds": 90, "steps": 3, "done": 2},
                                        """)
                        + "]");

        assertThat(run("status")).isZero();

        assertThat(out.toString()).contains("rolling-back").contains(" 2/3 ");
    }

    @Test
    void afterTheSwitchTheServerGivesTheCloudBackAndEachUpgradeIsFollowed() throws Exception {
        server.answer(
                "POST /clusters/5/rollback-control",
                200,
                "[{\"id\": 9, \"status\": \"rolling-back\"}, {\"id\": 7, \"status\": \"succeeded\"}]");
        ended(9, ROLLED_BACK.replace("\"id\": 7", "\"id\": 9"));
        ended(7, ROLLED_BACK);

        assertThat(run("rollback-control", "5", "--accept-irreversible")).isZero();

        assertSent("POST /clusters/5/rollback-control", "{\"accept_irreversible\": true}");
        assertThat(server.calls().stream().filter(call -> call.startsWith("POST ")))
                .hasSize(1);
        assertThat(out.toString()).contains("Upgrade 9 is rolled back", "Upgrade 7 is rolled back");
    }

    @Test
    void aProgramReadsOneAnswerHoweverManyUpgradesAreTakenBack() throws Exception {
        server.answer(
                "POST /clusters/5/rollback-control",
                200,
                "[{\"id\": 9, \"status\": \"rolling-back\"}, {\"id\": 7, \"status\": \"succeeded\"}]");
        ended(9, ROLLED_BACK.replace("\"id\": 7", "\"id\": 9"));
        ended(7, ROLLED_BACK);

        assertThat(run("rollback-control", "5", "-f", "json")).isZero();

        var answer = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(out.toString());
        assertThat(answer.findValuesAsText("status")).startsWith("rolled-back");
        assertThat(answer.get(0).get("id").asInt()).isEqualTo(9);
        assertThat(answer.get(1).get("id").asInt()).isEqualTo(7);
    }

    @Test
    void ifTheNewerCouldNotBeTakenBackTheOlderFollowsByItself() {
        server.answer(
                        "POST /clusters/5/rollback-control",
                        200,
                        "[{\"id\": 9, \"status\": \"rolling-back\"}, {\"id\": 7, \"status\": \"succeeded\"}]")
                .answer("GET /dead-letters?upgrade=9", 200, "[]");
        ended(9, SampleAnswers.FAILED.replace("\"id\": 7", "\"id\": 9"));

        assertThat(run("rollback-control", "5")).isEqualTo(ExitCode.UPGRADE_FAILED);

        assertThat(out.toString())
                .endsWith("Remove the cause, then: octane retry 9\n"
                        + "Once it is, the server goes on by itself with upgrade 7.\n");
    }

    @Test
    void whatGivingTheCloudBackWouldUndoIsShownForEachUpgrade() throws Exception {
        server.answer("POST /clusters/5/rollback-control/plan", 200, "[" + PLAN + "]");

        assertThat(run("rollback-control", "5", "--plan")).isZero();

        assertThat(out.toString()).startsWith("Upgrade 7 back to before stage upgrade-db: 2 steps to undo");
    }

    @Test
    void aSeedToWhichNothingWasMovedIsRefused() {
        server.answer(
                "POST /clusters/5/rollback-control",
                409,
                "{\"message\": \"No upgrade has moved anything to seed 5.\", \"errors\": []}");

        assertThat(run("rollback-control", "5")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString()).contains("No upgrade has moved anything to seed 5.");
    }

    private void ended(int id, String upgrade) {
        server.answer("GET /upgrades/" + id, 200, upgrade).events("GET /upgrades/" + id + "/events", "");
    }
}
