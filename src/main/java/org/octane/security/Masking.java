package org.octane.security;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.octane.step.Mask;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Hides secrets by their values, as far as they are known, and by what they look like. It stands where texts enter Octane;
 * what is behind it goes into logs, events, dead letters, messages and answers as it is.
 */
public final class Masking implements Mask {

    private final Supplier<Set<String>> known;
    private Set<String> compiledOf = Set.of();
    private Pattern compiled;

    Masking(Supplier<Set<String>> known) {
        this.known = known;
    }

    /** @param own Octane's own passwords */
    public static Masking of(DataSource nailgun, Collection<String> own) {
        return new Masking(new KnownSecrets(new JdbcTemplate(nailgun), own, System::nanoTime)::values);
    }

    @Override
    public String masked(String text) {
        if (text == null || text.isBlank()) {
            return text;
        }
        var values = values();
        return Patterns.masked(values == null ? text : values.matcher(text).replaceAll(STARS));
    }

    /** One look for all of them, the longest first: one may begin another. */
    private synchronized Pattern values() {
        var values = known.get();
        if (!values.equals(compiledOf)) {
            compiled = values.isEmpty()
                    ? null
                    : Pattern.compile(values.stream()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|")));
            compiledOf = values;
        }
        return compiled;
    }
}
