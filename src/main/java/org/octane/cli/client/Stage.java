package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** How far a stage of an upgrade is; times are ISO 8601 or empty. */
public record Stage(
        String name, String title, String status, String started, String finished, int estimate, int steps, int done) {

    public static Stage of(JsonNode node) {
        return new Stage(
                Json.text(node, "stage"),
                Json.text(node, "title"),
                Json.text(node, "status"),
                Json.text(node, "started_at"),
                Json.text(node, "finished_at"),
                node.path("estimate_seconds").asInt(),
                node.path("steps").asInt(),
                node.path("done").asInt());
    }

    /** It undoes another stage. */
    public boolean undoes() {
        return name.startsWith("undo-");
    }

    public boolean over() {
        return !finished.isEmpty() || steps > 0 && done == steps;
    }
}
