package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the settings of a plugin of Fuel go to another release.
 *
 * @param file where it is defined
 * @param version of the plugin that it is about; null: any
 * @param release version of the release that the cluster goes to; null: any
 * @param becomes version of the plugin there; null: it stays
 * @param rename names that settings have there
 * @param drop names of settings that are not there
 * @param set values of settings there, by their names there
 */
public record PluginDefinition(
        String plugin,
        String file,
        String version,
        String release,
        String becomes,
        Map<String, String> rename,
        List<String> drop,
        Map<String, JsonNode> set) {

    private static final List<String> KEYS =
            List.of("plugin", "version", "release", "becomes", "rename", "drop", "set");

    static PluginDefinition of(DefinitionFile file) {
        var fields = DefinitionFields.of(file.name(), file.tree(), KEYS);
        return new PluginDefinition(
                fields.required("plugin"),
                file.name(),
                fields.text("version"),
                fields.text("release"),
                fields.text("becomes"),
                fields.map("rename"),
                fields.texts("drop"),
                values(file));
    }

    private static Map<String, JsonNode> values(DefinitionFile file) {
        var values = new LinkedHashMap<String, JsonNode>();
        var set = file.tree().path("set");
        if (!set.isObject() && !set.isMissingNode()) {
            throw new InvalidDefinition(file.name(), "'set' has to have keys and values");
        }
        set.properties().forEach(value -> values.put(value.getKey(), value.getValue()));
        return values;
    }

    /** @param to version of the release that the cluster goes to */
    public boolean isAbout(String name, String ofVersion, String to) {
        return plugin.equals(name)
                && (version == null || version.equals(ofVersion))
                && (release == null || release.equals(to));
    }

    /** Values as they are in the other release. */
    public ObjectNode settings(ObjectNode values) {
        var settings = values.objectNode();
        values.properties().forEach(value -> {
            if (!drop.contains(value.getKey())) {
                settings.set(rename.getOrDefault(value.getKey(), value.getKey()), value.getValue());
            }
        });
        set.forEach(settings::set);
        return settings;
    }
}
