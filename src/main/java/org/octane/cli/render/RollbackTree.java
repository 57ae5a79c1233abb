package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.octane.cli.client.Json;

/** A rollback's plan as text: the steps to undo in their order, then those that have begun and can't be undone. */
public final class RollbackTree {

    private RollbackTree() {}

    public static void print(JsonNode plan, PrintWriter out) {
        int steps = 0;
        for (JsonNode stage : plan.path("stages")) {
            steps += stage.path("steps").size();
        }
        out.println("Upgrade " + Json.text(plan, "upgrade_id") + " back to before stage " + Json.text(plan, "to") + ": "
                + CountText.of(steps, "step") + " to undo, about "
                + DurationText.ofSeconds(plan.path("estimate_seconds").asLong()) + ".");
        for (JsonNode stage : plan.path("stages")) {
            out.println();
            out.println(Json.text(stage, "stage") + ": " + Json.text(stage, "title"));
            JsonNode list = stage.path("steps");
            for (int i = 0; i < list.size(); i++) {
                boolean last = i == list.size() - 1;
                out.println((last ? "└─ " : "├─ ") + sentence(list.get(i)));
                out.println((last ? "     " : "│    ") + "undo: " + Json.text(list.get(i), "undo"));
            }
        }
        out.println();
        out.println(
                plan.path("stays").isEmpty()
                        ? "Every step that has begun is undone."
                        : "Can't be undone, and stays as it is:");
        for (JsonNode step : plan.path("stays")) {
            String why = Json.text(step, "irreversible");
            out.println(
                    "  ! " + sentence(step) + "; " + (why.isEmpty() ? "it prepared a step that can't be undone" : why));
        }
    }

    private static String sentence(JsonNode step) {
        String nodes = NodeText.text(Json.texts(step.path("nodes")));
        return Json.text(step, "name") + (nodes.isEmpty() ? "" : " [" + nodes + "]") + ": " + Json.text(step, "title");
    }
}
