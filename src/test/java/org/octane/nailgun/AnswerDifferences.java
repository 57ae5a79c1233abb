package org.octane.nailgun;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where answers of two programs differ, field by field. Ids of what both made meanwhile may be others, but each stands for the
 * same thing in all answers.
 */
final class AnswerDifferences {

    /** What seeds and Octane add to Nailgun's answers. */
    private static final Set<String> MORE = Set.of(
            "original_cluster_id",
            "original_env_id",
            "grouping",
            "replaced_deployment_info",
            "replaced_provisioning_info",
            "cluster_id",
            "is_agent",
            "agent_checksum",
            "error_msg",
            "release_id",
            "pending_release_id",
            "compatible_fuel_versions",
            "orchestrator_data");

    /** Made anew by each program that is asked. */
    private static final Set<String> MADE_UP = Set.of("uuid", "time_start", "time_end", "date", "time");

    private final Map<String, JsonNode> same = new HashMap<>();

    /** @param path what was called; ids of its answer are those of one kind of things */
    List<String> of(String path, JsonNode recorded, JsonNode found) {
        return of(path.replaceAll("\\?.*|\\d+|/+$", ""), "", AnswerKeys.sorted(recorded), AnswerKeys.sorted(found));
    }

    private List<String> of(String kind, String path, JsonNode recorded, JsonNode found) {
        var name = path.replaceFirst(".*\\.", "");
        if (recorded.isMissingNode() || MADE_UP.contains(name)) {
            return List.of();
        }
        var differences = new ArrayList<String>();
        if (recorded.isObject() && found.isObject()) {
            recorded.properties().forEach(field -> {
                var key = field.getKey();
                if (found.has(key)) {
                    differences.addAll(of(kind, path + "." + key, field.getValue(), found.get(key)));
                } else {
                    differences.add(path + "." + key + " is missing");
                }
            });
            found.fieldNames().forEachRemaining(key -> {
                if (!recorded.has(key) && !MORE.contains(key)) {
                    differences.add(path + "." + key + " is more");
                }
            });
        } else if (recorded.isArray() && found.isArray() && recorded.size() == found.size()) {
            for (var i = 0; i < recorded.size(); i++) {
                differences.addAll(of(kind, path + "[]", recorded.get(i), found.get(i)));
            }
        } else if (!recorded.equals(found) && !isSame(kind, path, name, recorded, found)) {
            differences.add("%s is %s, recorded %s".formatted(path, shortened(found), shortened(recorded)));
        }
        return differences;
    }

    private boolean isSame(String kind, String path, String name, JsonNode recorded, JsonNode found) {
        var things =
                switch (name) {
                    case "group_id" -> "group";
                    case "network" -> "network";
                    case "id" -> path.contains("networks[]") ? "network" : kind;
                    default -> null;
                };
        if (things == null || !recorded.isNumber() || !found.isNumber()) {
            return false;
        }
        return same.computeIfAbsent(things + " " + recorded, id -> found).equals(found);
    }

    private static String shortened(JsonNode value) {
        var text = value.toString();
        return text.length() < 80 ? text : text.substring(0, 80) + "…";
    }
}
