package org.octane.cli;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Progress as plain lines, one an event: for logs, pipes and screen readers. */
final class Lines implements Progress {

    private static final Set<String> QUIET = Set.of("pending", "queued", "running", "waiting");
    private static final Set<String> TROUBLE = Set.of("failed", "dead", "skipped", "undone");

    private final PrintWriter out;
    private final boolean stagesOnly;
    private final Set<String> told = new HashSet<>();
    private String lost = "";

    /** @param stagesOnly no line for a step unless something is wrong with it */
    Lines(PrintWriter out, boolean stagesOnly) {
        this.out = out;
        this.stagesOnly = stagesOnly;
    }

    @Override
    public void event(Event event) {
        if (!event.ofStep() || QUIET.contains(event.status()) || stagesOnly && !TROUBLE.contains(event.status())) {
            return;
        }
        String nodes = Nodes.text(event.nodes());
        line(
                time(event.at()),
                "  " + event.stage() + " " + event.step() + (nodes.isEmpty() ? "" : " (" + nodes + ")") + " "
                        + event.status() + (event.message().isEmpty() ? "" : ": " + event.message()));
    }

    @Override
    public void state(Upgrade upgrade, List<BusyStep> busy) {
        lost = "";
        for (Stage stage : upgrade.stages()) {
            if (!stage.started().isEmpty() && told.add("begin " + stage.name())) {
                line(time(stage.started()), stage.name() + ": " + stage.title());
            }
            if (stage.over() && told.add("end " + stage.name())) {
                line(time(stage.finished()), stage.name() + " done: " + stage.steps() + " steps in " + stage.took());
            }
        }
        if (told.add(upgrade.status()) && !upgrade.status().equals("planned")) {
            String why = upgrade.message().isEmpty() ? "" : ": " + upgrade.message();
            line(
                    time(upgrade.over() ? upgrade.finished() : ""),
                    "Upgrade " + upgrade.id() + " " + upgrade.status() + why);
        }
    }

    @Override
    public void lost(String sentence) {
        if (!lost.equals(sentence)) {
            line(time(""), sentence);
            lost = sentence;
        }
    }

    private void line(String time, String text) {
        out.println(time + " " + text);
        out.flush();
    }

    private static String time(String iso) {
        var instant = Span.instant(iso);
        LocalTime time = instant == null
                ? LocalTime.now()
                : instant.atZone(ZoneId.systemDefault()).toLocalTime();
        return time.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
}
