package org.octane.server.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of metrics in {@code config/dashboards} and {@code config/alerts}. */
public final class MetricNames {

    private static final Pattern NAME = Pattern.compile("\\b(?:octane|camel|jvm|process)_[a-z_]+");

    private MetricNames() {}

    public static JsonNode alerts() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("config/alerts/octane.yaml").toFile());
    }

    public static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("config/dashboards/octane.json").toFile());
    }

    /** All that their expressions name. */
    public static Set<String> used() throws IOException {
        var names = new TreeSet<String>();
        for (var file : List.of(alerts(), dashboard())) {
            for (var expression : file.findValuesAsText("expr")) {
                var found = NAME.matcher(expression);
                while (found.find()) {
                    names.add(found.group());
                }
            }
        }
        return names;
    }
}
