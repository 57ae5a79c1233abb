package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** One for each role that is named: of several the nodes of the first are done before those of the next begin. */
    static List<Batches> of(String where, JsonNode node) {
        var fields = DefinitionFields.of(where + ": batches", node, KEYS);
        if (fields.has("role") && fields.has("roles")) {
            throw new InvalidDefinition(fields.where(), "'role' and 'roles' say the same");
        }
        var roles = fields.has("roles") ? fields.texts("roles") : List.of(fields.required("role"));
        if (roles.isEmpty()) {
            throw new InvalidDefinition(fields.where(), "'roles' names none");
        }
        var atOnce = atOnce(fields);
        int atMost = fields.number("at-most", 0);
        int canary = fields.number("canary", 0);
        boolean namedOnly = fields.flag("named-only");
        return roles.stream()
                .map(role -> new Batches(role, atOnce, atMost, canary, namedOnly))
                .toList();
    }

    private static AtOnce atOnce(DefinitionFields fields) {
        try {
            return AtOnce.of(fields.text("max-unavailable", "1"));
        } catch (IllegalArgumentException e) {
            throw new InvalidDefinition(fields.where(), "'max-unavailable': " + e.getMessage());
        }
    }
}
