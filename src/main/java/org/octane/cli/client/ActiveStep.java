package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A step that runs, or waits for something outside. */
public record ActiveStep(String stage, String name, String title, List<String> nodes, String status, String started) {

    public static ActiveStep of(JsonNode node) {
        return new ActiveStep(
                Json.text(node, "stage"),
                Json.text(node, "name"),
                Json.text(node, "title"),
                Json.texts(node.path("nodes")),
                Json.text(node, "status"),
                Json.text(node, "started_at"));
    }
}
