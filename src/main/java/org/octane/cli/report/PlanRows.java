package org.octane.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.octane.cli.client.Json;
import org.octane.cli.render.CountText;
import org.octane.cli.render.DurationText;

/** The plan by stages, with a row for each step; one that ran on many nodes is one row. */
final class PlanRows {

    private PlanRows() {}

    static List<Map<String, Object>> of(JsonNode report) {
        List<Map<String, Object>> stages = new ArrayList<>();
        for (JsonNode stage : report.path("upgrade").path("stages")) {
            String name = Json.text(stage, "stage");
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("title", Json.text(stage, "title"));
            row.put("status", Json.text(stage, "status"));
            row.put(
                    "steps",
                    stage.path("done").asInt() + "/" + stage.path("steps").asInt());
            row.put(
                    "planned",
                    DurationText.ofSeconds(stage.path("estimate_seconds").asLong()));
            row.put("took", DurationText.between(Json.text(stage, "started_at"), Json.text(stage, "finished_at")));
            row.put("list", steps(report.path("steps"), name));
            stages.add(row);
        }
        return stages;
    }

    private static List<Map<String, Object>> steps(JsonNode steps, String stage) {
        Map<String, List<JsonNode>> byName = new LinkedHashMap<>();
        steps.forEach(step -> {
            if (Json.text(step, "stage").equals(stage)) {
                byName.computeIfAbsent(Json.text(step, "name"), any -> new ArrayList<>())
                        .add(step);
            }
        });
        return byName.entrySet().stream()
                .map(entry -> step(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> step(String name, List<JsonNode> all) {
        JsonNode first = all.get(0);
        long good = all.stream()
                .filter(step -> Json.text(step, "status").matches("succeeded|skipped"))
                .count();
        int attempts = all.stream()
                .mapToInt(step -> step.path("attempt").asInt(1))
                .max()
                .orElse(1);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put(
                "title",
                Json.text(first, "title")
                        + (all.size() > 1 ? " (and " + CountText.of(all.size() - 1, "other node") + ")" : ""));
        row.put("status", all.size() == 1 ? Json.text(first, "status") : good + " of " + all.size() + " succeeded");
        row.put("attempts", attempts);
        row.put("undo", Json.text(first, "undo"));
        row.put("irreversible", Json.text(first, "irreversible"));
        return row;
    }
}
