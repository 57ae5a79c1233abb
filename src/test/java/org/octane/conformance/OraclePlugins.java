package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The sections of a form that belong to plugins. */
record OraclePlugins(OracleWorld world) {

    /** Enables or disables plugins as their sections say; 8.0 takes those sections out of the form. */
    void process(int cluster, ObjectNode sections) {
        for (var name : List.copyOf(names(sections))) {
            var section = sections.path(name);
            var metadata = section.path("metadata");
            if (metadata.path("class").asText().equals("plugin")) {
                metadata.path("versions").forEach(version -> version(cluster, metadata, version));
                sections.remove(name);
            } else if (metadata.has("plugin_id")) {
                enable(
                        cluster,
                        metadata.path("plugin_id").asInt(),
                        metadata.path("enabled").asBoolean());
            }
        }
    }

    private static List<String> names(ObjectNode sections) {
        return sections.properties().stream().map(Map.Entry::getKey).toList();
    }

    private void version(int cluster, JsonNode container, JsonNode version) {
        var plugin = version.path("metadata").path("plugin_id").asInt();
        var enabled = container.path("enabled").asBoolean()
                && container.path("chosen_id").asInt() == plugin;
        var attributes = ((ObjectNode) version).deepCopy();
        attributes.remove("metadata");
        world.sql()
                .update(
                        "UPDATE cluster_plugins SET enabled = :enabled, attributes = CASE WHEN :enabled THEN :attributes"
                                + " ELSE attributes END WHERE cluster_id = :cluster AND plugin_id = :plugin",
                        Map.of(
                                "enabled", enabled,
                                "attributes", attributes.toString(),
                                "cluster", cluster,
                                "plugin", plugin));
    }

    /** 7.0: a plugin with a row is enabled. */
    private void enable(int cluster, int plugin, boolean enabled) {
        var of = Map.of("cluster", cluster, "plugin", plugin);
        world.sql().update("DELETE FROM cluster_plugins WHERE cluster_id = :cluster AND plugin_id = :plugin", of);
        if (enabled) {
            world.sql().update("INSERT INTO cluster_plugins (cluster_id, plugin_id) VALUES (:cluster, :plugin)", of);
        }
    }
}
