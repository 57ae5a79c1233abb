package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Nodes that go through some steps together, batch after batch.
 *
 * @param role whose nodes of the original are meant
 * @param maxUnavailable how many at once: a number or a percentage such as {@code 25%}; null: one
 * @param canary size of the first batch, 0: as the others
 * @param namedOnly only nodes that the operator names
 */
public record Batches(String role, String maxUnavailable, int canary, boolean namedOnly) {

    private static final List<String> KEYS = List.of("role", "roles", "max-unavailable", "canary", "named-only");

    /** One for each role that is named: of several the nodes of the first are done before those of the next begin. */
    static List<Batches> of(String where, JsonNode node) {
        var fields = DefinitionFields.of(where + ": batches", node, KEYS);
        var atOnce = fields.text("max-unavailable");
        if (atOnce != null && !atOnce.matches("[1-9]\\d{0,3}|(100|[1-9]\\d?)%")) {
            throw new InvalidDefinition(
                    fields.where(),
                    "'max-unavailable: " + atOnce + "' is neither a number nor a percentage such as 25%");
        }
        if (fields.has("role") && fields.has("roles")) {
            throw new InvalidDefinition(fields.where(), "'role' and 'roles' say the same");
        }
        var roles = fields.has("roles") ? fields.texts("roles") : List.of(fields.required("role"));
        if (roles.isEmpty()) {
            throw new InvalidDefinition(fields.where(), "'roles' names none");
        }
        int canary = fields.number("canary", 0);
        boolean namedOnly = fields.flag("named-only");
        return roles.stream()
                .map(role -> new Batches(role, atOnce, canary, namedOnly))
                .toList();
    }
}
