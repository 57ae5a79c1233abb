package org.octane.astute.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** How Nailgun compares values: as Python does. */
final class Values {

    private Values() {}

    /** Null, zero, and what is empty are false. */
    static boolean isTrue(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.doubleValue() != 0;
        }
        if (value.isTextual()) {
            return !value.textValue().isEmpty();
        }
        return value.isContainerNode() && !value.isEmpty();
    }

    /** A boolean equals the numbers 0 and 1; a text never equals a number. */
    static boolean equal(JsonNode one, JsonNode other) {
        if (isNumeric(one) && isNumeric(other)) {
            return number(one) == number(other);
        }
        return one.equals(other);
    }

    private static boolean isNumeric(JsonNode value) {
        return value.isNumber() || value.isBoolean();
    }

    private static double number(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() ? 1 : 0 : value.doubleValue();
    }

    /** @throws ConditionException nothing can be in the second */
    static JsonNode in(JsonNode one, JsonNode other) {
        if (other.isTextual() && one.isTextual()) {
            return BooleanNode.valueOf(other.textValue().contains(one.textValue()));
        }
        if (other.isObject()) {
            return BooleanNode.valueOf(one.isTextual() && other.has(one.textValue()));
        }
        if (other.isArray()) {
            for (var element : other) {
                if (equal(one, element)) {
                    return BooleanNode.TRUE;
                }
            }
            return BooleanNode.FALSE;
        }
        throw new ConditionException(one + " can't be looked for in " + other);
    }
}
