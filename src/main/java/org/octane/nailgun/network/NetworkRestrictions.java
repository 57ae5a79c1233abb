package org.octane.nailgun.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Conditions on settings under which a network is left out, of the one form that releases have:
 * {@code settings:additional_components.ironic.value == false}. A condition of another form does not apply.
 */
record NetworkRestrictions(ObjectNode editable) {

    private static final Pattern CONDITION =
            Pattern.compile("settings:([\\w.]+)\\s*(==|!=)\\s*(true|false|'[^']*'|\"[^\"]*\"|\\d+)");

    /** Whether one of them does. */
    boolean apply(JsonNode restrictions) {
        for (var restriction : restrictions) {
            var condition = restriction.isTextual() ? restriction : restriction.path("condition");
            if (holds(condition.asText())) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(String condition) {
        var parts = CONDITION.matcher(condition.strip());
        if (!parts.matches()) {
            return false;
        }
        var value = editable.at("/" + parts.group(1).replace('.', '/'));
        var other = parts.group(3).replaceAll("^['\"]|['\"]$", "");
        return value.asText().equals(other) == parts.group(2).equals("==");
    }
}
