package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A pre-flight check that belongs to a stage.
 *
 * @param subject what the check shall look at for this stage, null: it knows
 */
public record StageCheck(String name, String subject) {

    /** {@code release}, or {@code room-on-original: databases}. */
    static StageCheck of(String where, JsonNode node) {
        if (node.isTextual()) {
            return new StageCheck(node.asText(), null);
        }
        if (node.isObject() && node.size() == 1) {
            var entry = node.properties().iterator().next();
            return new StageCheck(entry.getKey(), entry.getValue().asText());
        }
        throw new InvalidDefinition(
                where, "'" + node + "' in 'checks' is neither a name nor a name with what it looks at");
    }
}
