package org.octane.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.octane.cli.client.Json;
import org.octane.cli.render.DurationText;

/**
 * Stages and outages over time, as places of an SVG of a fixed width.
 *
 * @param from the left edge
 * @param to the right edge
 */
record Chart(Instant from, Instant to) {

    private static final int LABELS = 190;
    private static final int WIDTH = 1000;
    private static final int ROW = 26;
    private static final int TOP = 24;
    private static final int TICKS = 5;
    private static final double LEAST = 2;

    /** @param end of what has no end yet */
    static Chart of(JsonNode report, Instant end) {
        Instant from = DurationText.instant(Json.text(report.path("upgrade"), "started_at"));
        Instant finished = DurationText.instant(Json.text(report.path("upgrade"), "finished_at"));
        Instant begun = from == null ? end : from;
        Instant to = finished == null ? end : finished;
        return new Chart(begun, to.isAfter(begun) ? to : begun.plusSeconds(1));
    }

    Map<String, Object> model(JsonNode report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode stage : report.path("upgrade").path("stages")) {
            Instant started = DurationText.instant(Json.text(stage, "started_at"));
            Instant finished = DurationText.instant(Json.text(stage, "finished_at"));
            List<Map<String, Object>> bars = started == null
                    ? List.of()
                    : List.of(bar("stage", started, finished == null ? to : finished, Json.text(stage, "title")));
            rows.add(row(rows.size(), Json.text(stage, "stage"), bars));
        }
        for (JsonNode target : report.path("outages")) {
            List<Map<String, Object>> bars = new ArrayList<>();
            bars(target.path("unknown"), "unknown", "nobody could ask", bars);
            bars(target.path("outages"), "down", "no answer", bars);
            rows.add(row(rows.size(), Json.text(target, "name"), bars));
        }
        int height = TOP + rows.size() * ROW + 8;
        return Map.of("rows", rows, "ticks", ticks(height), "width", WIDTH, "height", height);
    }

    private void bars(JsonNode intervals, String kind, String what, List<Map<String, Object>> bars) {
        for (JsonNode interval : intervals) {
            Instant begun = DurationText.instant(Json.text(interval, "from"));
            Instant ended = begun.plusMillis(interval.path("ms").asLong());
            bars.add(bar(kind, begun, ended, what + " for " + DurationText.of(Duration.between(begun, ended))));
        }
    }

    private static Map<String, Object> row(int index, String label, List<Map<String, Object>> bars) {
        int top = TOP + index * ROW;
        return Map.of("label", label, "y", top + 5, "text", top + 17, "line", top + ROW, "bars", bars);
    }

    private Map<String, Object> bar(String kind, Instant begun, Instant ended, String title) {
        double x = x(begun);
        return Map.of("kind", kind, "x", number(x), "w", number(Math.max(LEAST, x(ended) - x)), "title", title);
    }

    private List<Map<String, Object>> ticks(int height) {
        List<Map<String, Object>> ticks = new ArrayList<>();
        for (int i = 0; i <= TICKS; i++) {
            Instant at = from.plusMillis(Duration.between(from, to).toMillis() * i / TICKS);
            ticks.add(Map.of("x", number(x(at)), "text", Clock.time(at), "height", height, "last", i == TICKS));
        }
        return ticks;
    }

    private double x(Instant at) {
        double part = (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis();
        return LABELS + (WIDTH - LABELS - 10) * Math.max(0, Math.min(1, part));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
