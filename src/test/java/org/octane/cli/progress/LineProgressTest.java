package org.octane.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.Event;
import org.octane.cli.client.Json;
import org.octane.cli.client.NodeNames;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Upgrade;

class LineProgressTest {

    private final StringWriter text = new StringWriter();
    private final LineProgress lines = new LineProgress(new PrintWriter(text), false);

    @Test
    void aStepIsToldAfterItsStageHasBegun() throws Exception {
        lines.event(done("2026-11-22T06:26:41.000000+00:00"));
        lines.state(new Situation(upgrade("null", "null"), List.of(), Outages.NONE, NodeNames.NONE));

        assertThat(text.toString()).doesNotContain("patches");

        lines.state(new Situation(
                upgrade("\"2026-11-22T06:26:40.000000+00:00\"", "null"), List.of(), Outages.NONE, NodeNames.NONE));

        assertThat(text.toString().lines().map(line -> line.substring(9)))
                .containsExactly(
                        "Upgrade 1 running", "prepare: The master is ready", "  prepare patches succeeded: Done.");
    }

    @Test
    void aStageIsDoneAfterItsLastStepAlthoughTheStepsEndWasNotedLater() throws Exception {
        lines.event(done("2026-11-22T06:26:50.000200+00:00"));
        lines.state(new Situation(
                upgrade("\"2026-11-22T06:26:40.000000+00:00\"", "\"2026-11-22T06:26:50.000100+00:00\""),
                List.of(),
                Outages.NONE,
                NodeNames.NONE));

        assertThat(text.toString().lines().map(line -> line.substring(9)))
                .containsExactly(
                        "Upgrade 1 running",
                        "prepare: The master is ready",
                        "  prepare patches succeeded: Done.",
                        "prepare done: 1 step in 10 s");
    }

    @Test
    void whatWaitsForAPersonIsToldOnceWithHowItGoesOn() throws Exception {
        var waits = Upgrade.of(
                Json.read(
                        """
                {"id": 1, "name": "sample-seed", "status": "running", "started_at": "2026-11-22T06:26:39.000000+00:00",
                 "approval": {"step_id": 2, "stage": "prepare", "since": "2026-11-22T06:26:40.500000+00:00",
                              "message": "Waits for an approval. Next: the API closes."},
                 "stages": [{"stage": "prepare", "title": "The master is ready", "status": "running", "steps": 1, "done": 0,
                             "started_at": "2026-11-22T06:26:40.000000+00:00", "finished_at": null}]}"""));

        lines.state(new Situation(waits, List.of(), Outages.NONE, NodeNames.NONE));
        lines.state(new Situation(waits, List.of(), Outages.NONE, NodeNames.NONE));

        assertThat(text.toString().lines().map(line -> line.substring(9)))
                .containsExactly(
                        "Upgrade 1 running",
                        "prepare: The master is ready",
                        "  Waits for an approval. Next: the API closes. Go on with: octane approve 1 2");
    }

    @Test
    void aStepThatNoServerKnowsIsToldOnceAndAgainWhenItComesBack() throws Exception {
        lines.state(of("\"unknown_step\": {\"step_id\": 9, \"stage\": \"prepare\", \"name\": \"of-later\"}"));
        lines.state(of("\"unknown_step\": {\"step_id\": 9, \"stage\": \"prepare\", \"name\": \"of-later\"}"));
        lines.state(of("\"unknown_step\": null"));
        lines.state(of("\"unknown_step\": {\"step_id\": 9, \"stage\": \"prepare\", \"name\": \"of-later\"}"));

        assertThat(text.toString().lines().map(line -> line.substring(9)))
                .filteredOn(line -> line.startsWith("  No server that runs knows step prepare of-later, which waits.")
                        && line.endsWith("[step-unknown]"))
                .hasSize(2);
    }

    @Test
    void batchesDeadLettersAndThePointOfNoReturnAreToldAsTheyChange() throws Exception {
        var role =
                "\"batches\": [{\"stage\": \"prepare\", \"role\": \"compute\", \"max_unavailable\": 2, \"failures\": 1,"
                        + " \"batches\": 3, \"over\": %d, \"aside\": []}]";
        lines.state(of(role.formatted(0)));
        lines.state(of(role.formatted(0)));
        lines.state(of(role.formatted(1) + ", \"open_dead_letters\": 1, \"point_of_no_return\": {\"at\":"
                + " \"2026-11-22T06:26:39.000000+00:00\", \"stage\": \"prepare\", \"name\": \"wipe\", \"why\":"
                + " \"all is gone\"}"));

        assertThat(text.toString().lines().map(line -> line.substring(9).replaceAll("at \\d\\d:\\d\\d", "at HH:MM")))
                .containsExactly(
                        "Upgrade 1 running",
                        "prepare: The master is ready",
                        "  Role compute: 0 of 3 batches over, at most 2 nodes at once; 0 of 1 failure used",
                        "  Point of no return passed at HH:MM (prepare wipe): all is gone",
                        "  Role compute: 1 of 3 batches over, at most 2 nodes at once; 0 of 1 failure used",
                        "  1 dead letter open: octane dead-letters --upgrade 1");
    }

    private static Situation of(String fields) throws Exception {
        var upgrade = Upgrade.of(Json.read(
                """
                {"id": 1, "name": "sample-seed", "status": "running", "started_at": "2026-11-22T06:26:39.000000+00:00", %s,
                 "stages": [{"stage": "prepare", "title": "The master is ready", "status": "running", "steps": 1, "done": 0,
                             "started_at": "2026-11-22T06:26:40.000000+00:00", "finished_at": null}]}"""
                        .formatted(fields)));
        return new Situation(upgrade, List.of(), Outages.NONE, NodeNames.NONE);
    }

    private static Event done(String at) {
        return new Event(3, at, "engine", "prepare", "patches", List.of(), "succeeded", "Done.");
    }

    private static Upgrade upgrade(String stageStarted, String stageFinished) throws Exception {
        boolean over = !stageFinished.equals("null");
        return Upgrade.of(Json.read(
                """
                        {"id": 1, "name": "sample-seed", "status": "running", "started_at": "2026-11-22T06:26:39.000000+00:00",
                         "stages": [{"stage": "prepare", "title": "The master is ready", "status": "running", "steps": 1,
                                     "done": %d, "started_at": %s, "finished_at": %s}]}"""
                        .formatted(over ? 1 : 0, stageStarted, stageFinished)));
    }
}
