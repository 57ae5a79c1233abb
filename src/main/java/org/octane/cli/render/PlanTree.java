package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.Json;

/** A plan as a tree: stages, their steps in order, and at the end once more those that can't be undone. */
public final class PlanTree {

    private PlanTree() {}

    public static void print(JsonNode plan, PrintWriter out) {
        JsonNode stages = plan.path("stages");
        int steps = 0;
        for (JsonNode stage : stages) {
            steps += stage.path("steps").size();
        }
        out.println("Cluster " + Json.text(plan, "original_cluster_id") + " to release " + Json.text(plan, "release_id")
                + ", " + Json.text(plan, "strategy") + ": " + CountText.of(stages.size(), "stage") + ", "
                + CountText.of(steps, "step") + ", about "
                + estimate(plan) + ".");
        List<String> forGood = new ArrayList<>();
        for (JsonNode stage : stages) {
            out.println();
            out.println(Json.text(stage, "stage") + ": " + Json.text(stage, "title") + " (" + estimate(stage) + ")");
            JsonNode list = stage.path("steps");
            for (int i = 0; i < list.size(); i++) {
                step(list.get(i), i == list.size() - 1, out);
                if (list.get(i).hasNonNull("irreversible")) {
                    forGood.add(Json.text(stage, "stage") + " " + sentence(list.get(i)) + "; "
                            + Json.text(list.get(i), "irreversible"));
                }
            }
        }
        out.println();
        out.println(forGood.isEmpty() ? "Every step can be undone." : "Can't be undone:");
        forGood.forEach(line -> out.println("  ! " + line));
        JsonNode closed = plan.path("api_closed");
        if (closed.isObject()) {
            out.println("The cloud's API is closed for up to "
                    + DurationText.ofSeconds(closed.path("at_most_seconds").asLong()) + ", from "
                    + Json.text(closed, "from") + " to " + Json.text(closed, "until") + ".");
        }
        out.println();
        FindingsTable.print(plan.path("preflight"), out);
    }

    private static void step(JsonNode step, boolean last, PrintWriter out) {
        out.println((last ? "└─ " : "├─ ") + sentence(step) + " (" + estimate(step) + ")");
        String branch = last ? "     " : "│    ";
        if (step.hasNonNull("irreversible")) {
            out.println(branch + "! can't be undone: " + Json.text(step, "irreversible"));
        } else if (step.hasNonNull("undo")) {
            out.println(branch + "undo: " + Json.text(step, "undo"));
        }
    }

    private static String sentence(JsonNode step) {
        String nodes = NodeText.text(Json.texts(step.path("nodes")));
        return Json.text(step, "name") + (nodes.isEmpty() ? "" : " [" + nodes + "]") + ": " + Json.text(step, "title");
    }

    private static String estimate(JsonNode node) {
        return DurationText.ofSeconds(node.path("estimate_seconds").asLong());
    }
}
