package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that go through some steps together, batch after batch.
 *
 * @param role whose nodes of the original are meant
 * @param atOnce how many are away at once unless the operator says otherwise
 * @param atMost how many may be away at once whatever the operator says, 0: as many as he likes
 * @param canary size of the first batch, 0: as the others
 * @param namedOnly only nodes that the operator names
 */
public record Batches(String role, AtOnce atOnce, int atMost, int canary, boolean namedOnly) {

    private static final List<String> KEYS =
            List.of("role", "roles", "max-unavailable", "at-most", "canary", "named-only");
    private static final List<String> KEYS_TOGETHER =
            KEYS.stream().filter(key -> !key.equals("roles")).toList();

    /**
     * Those that go together, one after the other. A list are batches that go together; {@code roles} are some that don't: the nodes of the
     * first are done before those of the next begin.
     */
    static List<List<Batches>> of(String where, JsonNode node) {
        return node.isArray() ? List.of(together(where, node)) : alone(where, node);
    }

    private static List<Batches> together(String where, JsonNode list) {
        var all = new ArrayList<Batches>();
        for (var node : list) {
            var fields = DefinitionFields.of(where + ": batches", node, KEYS_TOGETHER);
            var batches = of(fields, fields.required("role"));
            if (all.stream().anyMatch(other -> other.role().equals(batches.role()))) {
                throw new InvalidDefinition(
                        fields.where(), "role '" + batches.role() + "' can't go together with itself");
            }
            all.add(batches);
        }
        if (all.isEmpty()) {
            throw new InvalidDefinition(where + ": batches", "the list names none");
        }
        return List.copyOf(all);
    }

    private static List<List<Batches>> alone(String where, JsonNode node) {
        var fields = DefinitionFields.of(where + ": batches", node, KEYS);
        if (fields.has("role") && fields.has("roles")) {
            throw new InvalidDefinition(fields.where(), "'role' and 'roles' say the same");
        }
        var roles = fields.has("roles") ? fields.texts("roles") : List.of(fields.required("role"));
        if (roles.isEmpty()) {
            throw new InvalidDefinition(fields.where(), "'roles' names none");
        }
        return roles.stream().map(role -> List.of(of(fields, role))).toList();
    }

    private static Batches of(DefinitionFields fields, String role) {
        return new Batches(
                role,
                atOnce(fields),
                fields.number("at-most", 0),
                fields.number("canary", 0),
                fields.flag("named-only"));
    }

    private static AtOnce atOnce(DefinitionFields fields) {
        try {
            return AtOnce.of(fields.text("max-unavailable", "1"));
        } catch (IllegalArgumentException e) {
            throw new InvalidDefinition(fields.where(), "'max-unavailable': " + e.getMessage());
        }
    }
}
