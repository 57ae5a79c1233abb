package org.octane.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Json;
import org.octane.cli.client.NodeNames;
import org.octane.cli.client.Outages;
import org.octane.cli.client.SampleAnswers;
import org.octane.cli.client.Upgrade;

class ScreenProgressTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:02:06Z");
    private static final String CLOSED = StepTexts.time("2026-01-02T03:00:06Z").substring(0, 5);
    /** The stage that is under way should take 90 s. */
    private static final String UNTIL = StepTexts.time("2026-01-02T03:04:35Z").substring(0, 5);

    private static final String NEXT = StepTexts.time("2026-01-02T03:02:10Z");
    private static final String DEADLINE = StepTexts.time("2026-01-02T03:10:20Z");

    private final StringWriter text = new StringWriter();
    private final ScreenProgress screen = new ScreenProgress(new Terminal(80, 24), new PrintWriter(text));

    @Test
    void stagesAreBarsAndRunningStepsNameTheirNodes() throws Exception {
        screen.state(situation(List.of(step("evacuate", "VMs leave", 4, 1, "running", ""))));

        assertThat(text.toString())
                .contains("Upgrade 7 sample-seed: running, about 1 min 30 s left\n")
                .contains("upgrade-db          ████████████████████    2/2    12 s\n")
                .contains("upgrade-node        █████░░░░░░░░░░░░░░░    1/4")
                .contains("› VMs leave (node-4)");
    }

    @Test
    void theNextDrawingCoversTheOneBefore() throws Exception {
        screen.state(situation(List.of()));
        screen.state(situation(List.of()));

        assertThat(text.toString()).containsOnlyOnce("\u001b[3A");
    }

    @Test
    void aLongSentenceGoesOnInTheNextLineBetweenItsWords() {
        screen.lost(
                "No Octane server answers at http://127.0.0.1:8008: Connection refused. The upgrade's state is stored.");

        assertThat(text.toString())
                .contains("No Octane server answers at http://127.0.0.1:8008: Connection refused. The\n")
                .contains("  upgrade's state is stored.\n");
    }

    @Test
    void aWordThatIsWiderThanTheTerminalIsBroken() {
        screen.lost("x".repeat(200));

        assertThat(text.toString()).contains("x".repeat(79)).doesNotContain("x".repeat(80));
    }

    @Test
    void ofTwelveNodesEachIsNamedWithWhatItDoesAndWaitsFor() throws Exception {
        var steps = new ArrayList<ActiveStep>();
        for (int node = 4; node <= 14; node++) {
            steps.add(step("evacuate", "VMs leave", node, 1, "running", ""));
        }
        steps.add(step(
                "install",
                "Ceph's OSDs stop",
                3,
                3,
                "waiting",
                "osd.4 can't stop: 12 placement groups would have no copy left, ask again when they are clean"));

        var lines = screen.lines(situation(steps), NOW);

        assertThat(String.join("\n", lines) + "\n").isEqualTo(screenOfTwelve()).doesNotContainPattern(".{80}");
    }

    @Test
    void ofTwoHundredNodesRolesSayHowManyDoWhat() throws Exception {
        var steps = new ArrayList<ActiveStep>();
        IntStream.rangeClosed(1, 120)
                .forEach(node -> steps.add(step(
                        "evacuate",
                        "VMs leave",
                        node,
                        1,
                        node % 4 == 0 ? "waiting" : "running",
                        "The remote job runs.")));
        IntStream.rangeClosed(121, 200)
                .forEach(node -> steps.add(step("stop-osds", "OSDs stop", node, 1, "running", "")));
        IntStream.rangeClosed(1, 40)
                .forEach(node -> steps.add(step(
                        "install", "It is installed", node, 2, "waiting", "Astute: node " + node + " is offline")));

        var lines = screen.lines(situation(steps), NOW);

        assertThat(String.join("\n", lines) + "\n")
                .isEqualTo(screenOfTwoHundred())
                .doesNotContainPattern(".{80}");
        assertThat(lines).hasSizeLessThan(24);
    }

    private static String screenOfTwelve() {
        return """
                Upgrade 7 sample-seed: running, about 1 min 30 s left
                API closed since CLOSED (2 min 00 s), expected until UNTIL at the latest
                  upgrade-db          ████████████████████    2/2    12 s
                  upgrade-node        █████░░░░░░░░░░░░░░░    1/4
                  › Ceph's OSDs stop (node-3), attempt 3 of 5, next look NEXT-TIM, deadline
                    DEADLINE: osd.4 can't stop: 12 placement groups would have no copy left,
                    ask again when they are clean
                """
                        .replace("CLOSED", CLOSED)
                        .replace("UNTIL", UNTIL)
                        .replace("NEXT-TIM", NEXT)
                        .replace("DEADLINE", DEADLINE)
                + IntStream.rangeClosed(4, 14)
                        .mapToObj(node -> "  › VMs leave (node-" + node + ")\n")
                        .collect(Collectors.joining());
    }

    private static String screenOfTwoHundred() {
        return """
                Upgrade 7 sample-seed: running, about 1 min 30 s left
                API closed since CLOSED (2 min 00 s), expected until UNTIL at the latest
                  upgrade-db          ████████████████████    2/2    12 s
                  upgrade-node        █████░░░░░░░░░░░░░░░    1/4
                  ceph-osd: 80 stop-osds
                  compute: 120 evacuate (30 waiting), 40 install (waiting)
                """
                        .replace("CLOSED", CLOSED)
                        .replace("UNTIL", UNTIL)
                + IntStream.rangeClosed(1, 8)
                        .mapToObj(node -> "  › It is installed (node-" + node + "), attempt 2 of 5, next look " + NEXT
                                + ", deadline\n    " + DEADLINE + ": Astute: node " + node + " is offline\n")
                        .collect(Collectors.joining())
                + "  › 32 more are tried again\n";
    }

    @Test
    void whereNotAllStagesFitThoseThatAreOverAreCounted() throws Exception {
        var low = new ScreenProgress(new Terminal(80, 8), new PrintWriter(text));
        var stages = "\"stages\": ["
                + String.join(
                        ",",
                        IntStream.rangeClosed(1, 9)
                                .mapToObj(i -> "{\"stage\": \"stage-" + i
                                        + "\", \"title\": \"t\", \"status\": \"x\", \"steps\": 2, \"done\": "
                                        + (i < 8 ? 2 : 0) + "}")
                                .toList())
                + "]}";
        var many = SampleAnswers.RUNNING.replaceAll("(?s)\"stages\": \\[.*", stages);

        var lines = low.lines(new Situation(Upgrade.of(Json.read(many)), List.of(), Outages.NONE, names()), NOW);

        assertThat(lines).hasSizeLessThan(8).contains("  7 stages are done");
        assertThat(lines).anyMatch(line -> line.contains("stage-8"));
    }

    @Test
    void theTimeLeftGoesUpByNoMoreThanTheStepsThatHaveEnded() throws Exception {
        var left = new TimeLeft();

        assertThat(left.text(running("90", 1), NOW)).isEqualTo("about 1 min 30 s left");
        assertThat(left.text(running("500", 1), NOW.plusSeconds(10)))
                .as("no step has ended")
                .isEqualTo("about 1 min 20 s left");
        assertThat(left.text(running("500", 2), NOW.plusSeconds(20)))
                .as("a step has ended, of 90 s in 4 steps")
                .isEqualTo("about 1 min 33 s left");
        assertThat(left.text(running("60", 2), NOW.plusSeconds(30))).isEqualTo("about 1 min 00 s left");
        assertThat(left.text(running("60", 2), NOW.plusSeconds(100))).isEqualTo("longer than estimated");
        assertThat(left.text(running("null", 2), NOW.plusSeconds(110))).isEqualTo("time left unknown");
    }

    private static Upgrade running(String eta, int done) throws Exception {
        return Upgrade.of(Json.read(SampleAnswers.RUNNING
                .replace("\"eta_seconds\": 90", "\"eta_seconds\": " + eta)
                .replace("\"done\": 1", "\"done\": " + done)));
    }

    private static Situation situation(List<ActiveStep> steps) throws Exception {
        return new Situation(
                Upgrade.of(Json.read(SampleAnswers.RUNNING.replaceFirst(
                        "\"started_at\": \"2026-01-02T03:00:12Z\"", "\"started_at\": null"))),
                steps,
                steps.size() < 2 ? Outages.NONE : Outages.of(Json.read(SampleAnswers.API_DOWN)),
                names());
    }

    private static NodeNames names() {
        Map<Integer, NodeNames.Known> known = new HashMap<>();
        Stream.iterate(1, id -> id + 1)
                .limit(200)
                .forEach(id ->
                        known.put(id, new NodeNames.Known("node-" + id, List.of(id <= 120 ? "compute" : "ceph-osd"))));
        return new NodeNames(known);
    }

    private static ActiveStep step(String name, String title, int node, int attempt, String status, String message) {
        return new ActiveStep(
                node,
                "upgrade-node",
                name,
                title,
                List.of(Integer.toString(node)),
                status,
                "",
                attempt,
                5,
                message,
                status.equals("waiting") ? "2026-01-02T03:02:10Z" : "",
                status.equals("waiting") ? "2026-01-02T03:10:20Z" : "");
    }
}
