package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches of a role in a stage.
 *
 * @param atOnce how many nodes of it may be away at once from the next batch on
 * @param failures how many may have failed for good besides
 * @param aside names of those that have, and are not through
 */
public record RoleBatches(
        String stage, String role, int atOnce, int failures, List<String> aside, int batches, int over) {

    static List<RoleBatches> of(JsonNode list) {
        List<RoleBatches> all = new ArrayList<>();
        list.forEach(node -> all.add(new RoleBatches(
                Json.text(node, "stage"),
                Json.text(node, "role"),
                node.path("max_unavailable").asInt(),
                node.path("failures").asInt(),
                aside(node),
                node.path("batches").asInt(),
                node.path("over").asInt())));
        return List.copyOf(all);
    }

    private static List<String> aside(JsonNode role) {
        List<String> names = new ArrayList<>();
        role.path("aside").forEach(node -> names.add(Json.text(node, "name")));
        return List.copyOf(names);
    }

    public boolean areOver() {
        return over == batches;
    }
}
