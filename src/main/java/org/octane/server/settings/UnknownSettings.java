package org.octane.server.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Collects keys that are no settings, most of them misspelt, and names for each the one that is written most like it. */
final class UnknownSettings {

    static final String PREFIX = "octane.";

    private static final String VARIABLE = "OCTANE_";
    /** Of the client, the launcher and the log. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "OCTANE_CA_FILE",
            "OCTANE_CONFIG",
            "OCTANE_DATA",
            "OCTANE_JAVA_OPTIONS",
            "OCTANE_LIBRARY_LOG_LEVEL",
            "OCTANE_LOG_LEVEL",
            "OCTANE_PASSWORD",
            "OCTANE_SHARED_DATA",
            "OCTANE_TOKEN",
            "OCTANE_URL",
            "OCTANE_USER");

    /** Kubernetes sets these in every pod if there is a service that is called octane. */
    private static final Pattern OF_KUBERNETES = Pattern.compile("OCTANE_(SERVICE_(HOST|PORT.*)|PORT(_.*)?)");

    private final List<String> keys;
    private final List<String> variables;
    private final List<String> sentences = new ArrayList<>();

    UnknownSettings(List<Setting<?>> known) {
        keys = known.stream().map(Setting::key).toList();
        variables = known.stream().map(Setting::variable).toList();
    }

    /** @param source where the keys were read */
    void inSource(Collection<String> read, String source) {
        read.stream()
                .sorted()
                .filter(key -> key.startsWith(PREFIX) && !keys.contains(key))
                .forEach(key -> add(key, keys, source));
    }

    void inEnvironment(Collection<String> names) {
        names.stream()
                .sorted()
                .filter(name -> name.startsWith(VARIABLE) && !variables.contains(name))
                .filter(name -> !OTHER_VARIABLES.contains(name)
                        && !OF_KUBERNETES.matcher(name).matches())
                .forEach(name -> add(name, variables, "the environment"));
    }

    /** @throws IllegalArgumentException if there was one */
    void refuse() {
        if (!sentences.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n        ", sentences));
        }
    }

    private void add(String unknown, List<String> known, String source) {
        var distance = LevenshteinDistance.getDefaultInstance();
        var nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance.apply(unknown, candidate)))
                .orElseThrow();
        sentences.add(unknown + " is not a setting; did you mean " + nearest + "? It stands in " + source + ".");
    }
}
