package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.octane.cli.client.Json;
import org.octane.cli.client.RoleBatches;

/** Batches in words: {@code 4 batches of 1, 2, 2, 1 nodes}. */
public final class BatchText {

    private static final int NAMED = 5;

    private BatchText() {}

    /** How many nodes of a role may be away: those of a batch, and those that have failed. */
    public static String limit(JsonNode role) {
        int atOnce = role.path("max_unavailable").asInt();
        int failures = role.path("failures").asInt();
        return "at most " + CountText.of(atOnce, "node") + " at once"
                + (failures == 0
                        ? ""
                        : " and besides " + failures + (failures == 1 ? " that has" : " that have")
                                + " failed, so at most " + (atOnce + failures) + " away");
    }

    /** Which nodes are set aside; empty if none is. */
    public static String aside(JsonNode role) {
        List<String> names = new ArrayList<>();
        role.path("aside").forEach(node -> names.add(node.path("name").asText()));
        return names.isEmpty() ? "" : "; " + used(role.path("failures").asInt(), names);
    }

    /** How much of its failure budget a role has used, and for which nodes. */
    public static String used(RoleBatches role) {
        return used(role.failures(), role.aside());
    }

    private static String used(int failures, List<String> names) {
        var first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() + " of " + CountText.of(failures, "failure") + " used"
                + (names.isEmpty() ? "" : ": " + first)
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "")
                + (names.isEmpty() ? "" : " set aside");
    }

    /** Roles of which nodes go together: {@code ceph-osd and compute}. */
    static List<String> together(JsonNode roles) {
        Set<String> all = new LinkedHashSet<>();
        for (JsonNode role : roles) {
            Set<String> names = new TreeSet<>(Json.texts(role.path("together")));
            if (!names.isEmpty()) {
                names.add(Json.text(role, "role"));
                all.add(String.join(" and ", names));
            }
        }
        return List.copyOf(all);
    }

    /** Batches of the same size that follow each other are counted. */
    static String sizes(JsonNode sizes) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < sizes.size()) {
            int size = sizes.get(i).asInt();
            int same = 0;
            while (i < sizes.size() && sizes.get(i).asInt() == size) {
                same++;
                i++;
            }
            words.add((same > 1 ? same + " x " : "") + size);
        }
        return sizes.size() + (sizes.size() == 1 ? " batch of " : " batches of ") + String.join(", ", words);
    }
}
