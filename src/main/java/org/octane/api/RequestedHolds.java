package org.octane.api;

import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.octane.plan.Budget;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.Refusal;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.AtOnce;

/** What a request's options say of batches. */
record RequestedHolds(Map<?, ?> options) {

    Holds holds() {
        return new Holds(
                perRole("max_unavailable", RequestedHolds::atOnce),
                perRole("canary", RequestedHolds::canary),
                Boolean.TRUE.equals(options.get("growing")),
                UpgradeApi.strings(options.get("approve_before")),
                Boolean.TRUE.equals(options.get("approve_batches")),
                Windows.of(UpgradeApi.strings(options.get("windows")), ZoneId.systemDefault()),
                perRole("failures", RequestedHolds::failures));
    }

    /** @throws Refusal if it is none */
    static Budget failures(Object value) {
        try {
            return Budget.of(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("failures: " + e.getMessage() + ".");
        }
    }

    /** @throws Refusal if it is none */
    static AtOnce atOnce(Object value) {
        try {
            return AtOnce.of(value.toString());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("max_unavailable: " + e.getMessage() + ".");
        }
    }

    private static Integer canary(Object value) {
        if (!(value instanceof Integer number) || number < 1) {
            throw Refusal.invalid("canary: '" + value + "' is no number of nodes; a canary has one at least.");
        }
        return number;
    }

    /** A word for all roles, or an object with a word for each. */
    private <T> PerRole<T> perRole(String option, Function<Object, T> word) {
        var value = options.get(option);
        if (value instanceof Map<?, ?> roles) {
            var named = new TreeMap<String, T>();
            roles.forEach((role, each) -> named.put((String) role, word.apply(each)));
            return new PerRole<>(null, named);
        }
        return new PerRole<>(value == null ? null : word.apply(value), Map.of());
    }
}
