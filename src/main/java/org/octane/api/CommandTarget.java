package org.octane.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.plan.Refusal;

/**
 * What a command is about, as a URL has it: {@code /clusters/1/upgrade?node=4,7}.
 *
 * @param query as it was sent, null if there is none
 * @param parameters by name; a list where a name comes more than once
 */
record CommandTarget(String path, String query, Map<String, Object> parameters) {

    /** As all of the contract are: so none is taken for a header of another meaning. */
    private static final String NAME = "[a-z][a-z_]*";

    static CommandTarget of(String text) {
        int mark = text.indexOf('?');
        if (mark < 0) {
            return new CommandTarget(text, null, Map.of());
        }
        var query = text.substring(mark + 1);
        return new CommandTarget(text.substring(0, mark), query, parameters(query));
    }

    /**
     * What the parameters of a query are called, whether or not there are such.
     *
     * @param query null if there is none
     */
    static Set<String> names(String query) {
        return query == null || query.isEmpty()
                ? Set.of()
                : Stream.of(query.split("&"))
                        .map(pair -> decoded(pair.split("=", 2)[0]))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> parameters(String query) {
        var found = new LinkedHashMap<String, List<String>>();
        for (var pair : query.split("&")) {
            var words = pair.split("=", 2);
            var name = decoded(words[0]);
            if (name.matches(NAME)) {
                var value = words.length == 2 ? decoded(words[1]) : "";
                found.merge(name, List.of(value), CommandTarget::joined);
            }
        }
        var parameters = new TreeMap<String, Object>();
        found.forEach((name, values) -> parameters.put(name, values.size() == 1 ? values.get(0) : values));
        return parameters;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("'%s' is no part of a URL.".formatted(text));
        }
    }
}
