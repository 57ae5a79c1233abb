package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A step that failed for good, with its cause and what to do. */
public record DeadLetter(
        String id,
        String upgrade,
        String stepId,
        String stage,
        String step,
        List<String> names,
        String attempts,
        String exitCode,
        String output,
        String code,
        String cause,
        String remedy,
        String status,
        String created,
        String closed,
        String closedBy,
        String closedReason,
        String cured) {

    public static DeadLetter of(JsonNode node) {
        return new DeadLetter(
                Json.text(node, "id"),
                Json.text(node, "upgrade_id"),
                Json.text(node, "step_id"),
                Json.text(node, "stage"),
                Json.text(node, "name"),
                named(node),
                Json.text(node, "attempts"),
                Json.text(node, "exit_code"),
                Json.text(node, "output"),
                Json.text(node, "code"),
                Json.text(node, "cause"),
                Json.text(node, "remedy"),
                Json.text(node, "status"),
                Json.text(node, "created_at"),
                Json.text(node, "closed_at"),
                Json.text(node, "closed_by"),
                Json.text(node, "closed_reason"),
                Json.text(node, "cured_at"));
    }

    private static List<String> named(JsonNode node) {
        return Json.texts(node.path(node.path("node_names").isEmpty() ? "nodes" : "node_names"));
    }
}
