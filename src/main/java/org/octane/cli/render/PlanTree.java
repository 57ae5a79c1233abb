package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.octane.cli.client.Json;

/** A plan as a tree: stages, their steps in order, and at the end what every check of the pre-flight has found. */
public final class PlanTree {

    private PlanTree() {}

    public static void print(JsonNode plan, PrintWriter out) {
        for (JsonNode stage : plan.path("stages")) {
            out.println(Json.text(stage, "stage") + ": " + Json.text(stage, "title") + " (" + estimate(stage) + ")");
            JsonNode list = stage.path("steps");
            for (int i = 0; i < list.size(); i++) {
                step(list.get(i), i == list.size() - 1, out);
            }
            out.println();
        }
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
