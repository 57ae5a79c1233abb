package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One change of state, from the server's event stream. */
public record Event(
        long id,
        String at,
        String actor,
        String stage,
        String step,
        List<String> nodes,
        String status,
        String message) {

    static Event of(long id, JsonNode data) {
        return new Event(
                id,
                Json.text(data, "at"),
                Json.text(data, "actor"),
                Json.text(data, "stage"),
                Json.text(data, "name"),
                Json.texts(data.path("nodes")),
                Json.text(data, "status"),
                Json.text(data, "message"));
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("at", at)
                .put("actor", actor)
                .put("stage", stage)
                .put("name", step)
                .put("status", status)
                .put("message", message);
        nodes.forEach(json.putArray("nodes")::add);
        return json;
    }

    public boolean ofStep() {
        return !step.isEmpty();
    }
}
