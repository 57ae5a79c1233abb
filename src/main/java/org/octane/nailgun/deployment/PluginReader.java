package org.octane.nailgun.deployment;

import static org.octane.nailgun.deployment.ClusterRows.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.JsonRow;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads the plugins of a cluster: 7.0 keeps a row for those that are enabled, 8.0 for all, with their attributes. */
record PluginReader(NamedParameterJdbcTemplate nailgun) {

    private static final String PLUGINS = Sql.of("nailgun/deployment/plugins");

    /** Rows of all plugins that the cluster could have, in the order in which Nailgun has them. */
    List<Map<String, Object>> rows(int cluster) {
        return nailgun.queryForList(PLUGINS, Map.of("cluster", cluster));
    }

    static List<EnabledPlugin> enabled(List<Map<String, Object>> rows, JsonNode editable) {
        return rows.stream()
                .filter(row -> isEnabled(row, editable))
                .map(PluginReader::plugin)
                .toList();
    }

    private static EnabledPlugin plugin(Map<String, Object> row) {
        var documents = JsonRow.of("plugins", row);
        return new EnabledPlugin(
                text(row, "name"),
                text(row, "version"),
                text(row, "package_version"),
                documents.listOrNull("releases"),
                documents.listOrNull("tasks"),
                documents.listOrNull("deployment_tasks"));
    }

    /** On a 7.0 the form may say that a plugin with a row is off. */
    private static boolean isEnabled(Map<String, Object> row, JsonNode editable) {
        return row.containsKey("enabled")
                ? Boolean.TRUE.equals(row.get("enabled"))
                : editable.path(text(row, "name"))
                        .path("metadata")
                        .path("enabled")
                        .asBoolean(true);
    }

    /** Adds the sections of enabled plugins, which 8.0 keeps beside the form. */
    static JsonNode withAttributes(JsonNode editable, List<Map<String, Object>> rows) {
        var all = (ObjectNode) editable.deepCopy();
        rows.stream()
                .filter(row -> row.containsKey("attributes") && isEnabled(row, editable))
                .forEach(row -> {
                    var section = new JsonRow(
                                    "cluster_plugins",
                                    "cluster_id = " + row.get("cluster_id") + " and plugin_id",
                                    row.get("id"),
                                    column -> text(row, column))
                            .objectOrNull("attributes");
                    if (section instanceof ObjectNode fields) {
                        fields.putObject("metadata")
                                .put("plugin_id", (Integer) row.get("id"))
                                .put("plugin_version", text(row, "version"))
                                .put("label", text(row, "title"))
                                .put("enabled", true)
                                .put("toggleable", true)
                                .put("weight", 70)
                                .put("class", "plugin")
                                .put("always_editable", false);
                        all.set(text(row, "name"), fields);
                    }
                });
        return all;
    }
}
