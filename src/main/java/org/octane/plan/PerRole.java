package org.octane.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * What the operator says of roles: one word for all, or a word for each.
 *
 * @param all for each role that is not named, null: as planned
 */
public record PerRole<T>(T all, Map<String, T> named) {

    public PerRole {
        named = Map.copyOf(named);
    }

    static <T> PerRole<T> nothing() {
        return new PerRole<>(null, Map.of());
    }

    /** Null: as planned. */
    T of(String role) {
        return named.getOrDefault(role, all);
    }

    /** @param word null: as it is */
    PerRole<T> with(String role, T word) {
        if (word == null) {
            return this;
        }
        var others = new HashMap<>(named);
        others.put(role, word);
        return new PerRole<>(all, others);
    }

    boolean isNothing() {
        return all == null && named.isEmpty();
    }
}
