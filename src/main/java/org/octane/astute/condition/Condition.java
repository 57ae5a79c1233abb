package org.octane.astute.condition;

import com.fasterxml.jackson.databind.JsonNode;

/** A condition of Nailgun that was read. */
@FunctionalInterface
public interface Condition {

    /** @throws ConditionException the models have no such value */
    JsonNode value(ConditionModels models);

    /** @throws ConditionException the models have no such value */
    default boolean holds(ConditionModels models) {
        return Values.isTrue(value(models));
    }

    /**
     * Reads a condition: paths ({@code settings:a.b.value}), numbers, texts in quotes, {@code true}, {@code false}, {@code null},
     * parentheses, and by rising precedence {@code or}, {@code and}, {@code ==} and {@code !=}, {@code in} and {@code not}.
     *
     * @throws ConditionException the sentence says what is wrong, and where
     */
    static Condition of(String text) {
        return new ConditionParser(text).condition();
    }
}
