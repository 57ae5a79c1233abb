package org.octane.cli.progress;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.cli.client.Event;
import org.octane.cli.client.Stage;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.CountText;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.NodeText;
import org.octane.cli.render.StateText;
import org.octane.cli.render.TimeText;

/** Progress as plain lines, one an event: for logs, pipes and screen readers. */
final class LineProgress implements Progress {

    private static final Set<String> QUIET = Set.of("pending", "queued", "running", "waiting");
    private static final Set<String> TROUBLE = Set.of("failed", "dead", "skipped", "undone");

    private final PrintWriter out;
    private final boolean stagesOnly;
    private final Set<String> told = new HashSet<>();
    private final List<Line> held = new ArrayList<>();
    /** A stage ends when its last step does, which is noted a moment later: its line comes after those of its steps. */
    private final Map<String, Instant> lastOfStage = new HashMap<>();

    private List<String> situation = List.of();
    private String lost = "";

    /** @param stage whose beginning is told before it, empty if it is about none */
    private record Line(Instant at, String stage, String text) {}

    /** @param stagesOnly no line for a step unless something is wrong with it */
    LineProgress(PrintWriter out, boolean stagesOnly) {
        this.out = out;
        this.stagesOnly = stagesOnly;
    }

    @Override
    public void event(Event event) {
        if (!event.ofStep() || QUIET.contains(event.status()) || stagesOnly && !TROUBLE.contains(event.status())) {
            return;
        }
        lastOfStage.put(event.stage(), instant(event.at()));
        String nodes = NodeText.text(event.nodes());
        hold(
                instant(event.at()),
                event.stage(),
                "  " + event.stage() + " " + event.step() + (nodes.isEmpty() ? "" : " (" + nodes + ")") + " "
                        + event.status() + (event.message().isEmpty() ? "" : ": " + event.message()));
    }

    @Override
    public void state(Situation now) {
        Upgrade upgrade = now.upgrade();
        lost = "";
        for (Stage stage : upgrade.stages()) {
            if (!stage.started().isEmpty() && told.add("begin " + stage.name())) {
                hold(instant(stage.started()), "", stage.name() + ": " + stage.title());
            }
            if (stage.over() && told.add("end " + stage.name())) {
                hold(
                        latest(instant(stage.finished()), lastOfStage.get(stage.name())),
                        "",
                        stage.name() + " done: " + CountText.of(stage.steps(), "step") + " in "
                                + TimeText.elapsed(stage));
            }
        }
        if (upgrade.approval() != null
                && told.add("approval " + upgrade.approval().since())) {
            hold(
                    instant(upgrade.approval().since()),
                    upgrade.approval().stage(),
                    "  " + upgrade.approval().message() + " Go on with: octane approve " + upgrade.id() + " "
                            + upgrade.approval().step());
        }
        if (upgrade.window() != null && told.add("window " + upgrade.window().message())) {
            hold(
                    instant(upgrade.window().since()),
                    upgrade.window().stage(),
                    "  " + upgrade.window().message());
        }
        if (told.add(upgrade.status()) && !upgrade.status().equals("planned")) {
            String when = upgrade.over() ? upgrade.finished() : upgrade.started();
            hold(instant(when), "", "Upgrade " + upgrade.id() + " " + StateText.withMessage(upgrade));
        }
        if (!upgrade.over()) {
            List<String> lines = SituationText.changes(upgrade);
            lines.stream()
                    .filter(line -> !situation.contains(line))
                    .forEach(line -> hold(Instant.now(), "", "  " + line));
            situation = lines;
        }
        // Events and stages come by different ways: only their times tell which was first.
        List<Line> early =
                held.stream().filter(line -> comesBeforeItsStage(line, upgrade)).toList();
        held.removeAll(early);
        held.stream().sorted(Comparator.comparing(Line::at)).forEach(this::print);
        held.clear();
        held.addAll(early);
        out.flush();
    }

    @Override
    public void lost(String sentence) {
        if (!lost.equals(sentence)) {
            print(new Line(Instant.now(), "", sentence));
            out.flush();
            lost = sentence;
        }
    }

    /** The upgrade was asked for before the step began: the next answer tells that its stage has begun. */
    private boolean comesBeforeItsStage(Line line, Upgrade upgrade) {
        return !upgrade.over()
                && !told.contains("begin " + line.stage())
                && upgrade.stages().stream().anyMatch(stage -> stage.name().equals(line.stage()));
    }

    private void hold(Instant at, String stage, String text) {
        held.add(new Line(at, stage, text));
    }

    private static Instant instant(String iso) {
        Instant at = DurationText.instant(iso);
        return at == null ? Instant.now() : at;
    }

    private static Instant latest(Instant one, Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private void print(Line line) {
        LocalTime time = line.at().atZone(ZoneId.systemDefault()).toLocalTime();
        out.println(time.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_TIME) + " " + line.text());
    }
}
