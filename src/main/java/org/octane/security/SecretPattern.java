package org.octane.security;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.octane.step.Mask;

/**
 * Finds any of the known secrets in a text.
 *
 * @param values null if there are none
 */
record SecretPattern(Pattern values) {

    static SecretPattern of(Set<String> secrets) {
        if (secrets.isEmpty()) {
            return new SecretPattern(null);
        }
        // The longest first: one may begin another.
        return new SecretPattern(Pattern.compile(secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"))));
    }

    String masked(String text) {
        return values == null ? text : values.matcher(text).replaceAll(Mask.STARS);
    }
}
