package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches of a role in a stage.
 *
 * @param atOnce how many nodes of it may be away at once from the next batch on
 */
public record RoleBatches(String stage, String role, int atOnce, int batches, int over) {

    static List<RoleBatches> of(JsonNode list) {
        List<RoleBatches> all = new ArrayList<>();
        list.forEach(node -> all.add(new RoleBatches(
                Json.text(node, "stage"),
                Json.text(node, "role"),
                node.path("max_unavailable").asInt(),
                node.path("batches").asInt(),
                node.path("over").asInt())));
        return List.copyOf(all);
    }

    public boolean areOver() {
        return over == batches;
    }
}
