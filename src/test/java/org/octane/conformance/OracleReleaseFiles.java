package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.octane.astute.tasks.ReleaseFiles;
import org.octane.astute.tasks.Repository;

/**
 * What repositories answered while a line was recorded: the recording has no answers, but the preferences that were made of them.
 */
final class OracleReleaseFiles implements ReleaseFiles {

    private static final Map<String, String> FIELDS =
            Map.of("a", "Suite", "n", "Codename", "v", "Version", "o", "Origin", "l", "Label");
    private static final String PIN = "Pin: release ";

    private final Map<String, Map<String, String>> byName = new HashMap<>();

    OracleReleaseFiles(JsonNode message) {
        message.findParents("path").forEach(parameters -> {
            var path = parameters.path("path").asText();
            if (path.startsWith("/etc/apt/preferences.d/")) {
                var name = path.replaceAll("^.*/|\\.pref$", "");
                parameters
                        .path("data")
                        .asText()
                        .lines()
                        .filter(line -> line.startsWith(PIN))
                        .forEach(line -> byName.put(name, fields(line.substring(PIN.length()))));
            }
        });
    }

    private static Map<String, String> fields(String conditions) {
        var fields = new HashMap<String, String>();
        for (var condition : conditions.split(",")) {
            var parts = condition.split("=", 2);
            fields.put(FIELDS.get(parts[0]), parts[1]);
        }
        return fields;
    }

    @Override
    public Optional<Map<String, String>> of(Repository repository) {
        return Optional.ofNullable(byName.get(repository.name()));
    }

    @Override
    public boolean hasPackages(Repository repository) {
        return true;
    }
}
