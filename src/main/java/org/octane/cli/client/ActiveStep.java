package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A step that runs, or waits for something outside.
 *
 * @param attempt of so many {@code attempts}
 * @param message why it waits
 * @param next ISO 8601, when it is looked at or tried again; empty if it runs
 * @param deadline ISO 8601, when this attempt has to be over
 */
public record ActiveStep(
        long id,
        String stage,
        String name,
        String title,
        List<String> nodes,
        String status,
        String started,
        int attempt,
        int attempts,
        String message,
        String next,
        String deadline) {

    public static ActiveStep of(JsonNode node) {
        return new ActiveStep(
                node.path("id").asLong(),
                Json.text(node, "stage"),
                Json.text(node, "name"),
                Json.text(node, "title"),
                Json.texts(node.path("nodes")),
                Json.text(node, "status"),
                Json.text(node, "started_at"),
                node.path("attempt").asInt(1),
                node.path("max_attempts").asInt(1),
                Json.text(node, "message"),
                Json.text(node, "wake_at"),
                Json.text(node, "deadline_at"));
    }

    /** It failed and is tried again, or waits for something that isn't there. */
    public boolean troubled() {
        return status.equals("waiting") && attempt > 1;
    }
}
