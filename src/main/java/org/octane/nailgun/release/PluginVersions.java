package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.PluginAnswer;
import org.octane.nailgun.model.PluginQuestion;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The plugins of a cluster in another release. Each that is enabled is asked; one that does not answer goes along as it is if it
 * says that it is made for the release, and is in the way otherwise. Before Fuel 8.0 a plugin's settings are a section of the
 * cluster's, since then they are in its own row.
 */
public final class PluginVersions {

    private static final String TABLE = "plugins";
    private static final String METADATA = "metadata";
    private static final String ATTRIBUTES = "attributes";
    private static final String PLUGIN = "plugin_id";
    private static final String ENABLED = "enabled";

    private final NamedParameterJdbcTemplate jdbc;
    private final PluginSettings plugins;
    private final boolean ownRows;

    public PluginVersions(NamedParameterJdbcTemplate jdbc, Rows rows, PluginSettings plugins) {
        this.jdbc = jdbc;
        this.plugins = plugins;
        this.ownRows = rows.has("cluster_plugins", ATTRIBUTES);
    }

    /**
     * What a cluster has in another release.
     *
     * @param rows of its plugins
     * @param attributes with the sections of these plugins and no others
     */
    public record Extras(ArrayNode rows, Attributes attributes) {}

    /**
     * @param wanted the cluster's attributes, changed as the release's version wants them
     * @param without names of plugins that are left out
     * @throws Refusal 409 naming each plugin that is in the way; 400 for a name that no plugin of the cluster has
     */
    public Extras in(int cluster, Attributes wanted, Release from, Release to, Collection<String> without) {
        checkNames(cluster, rows(cluster), without);
        var stopped = new ArrayList<String>();
        var extras = in(cluster, wanted, from, to, without, stopped);
        if (!stopped.isEmpty()) {
            throw Refusal.conflict(
                    "Plugins of cluster %d are not made for release %d, and nothing says what becomes of their settings: %s."
                            .formatted(cluster, to.id(), String.join(", ", stopped)),
                    stopped);
        }
        return extras;
    }

    /** Names and versions of plugins that are in the way. */
    public List<String> inTheWay(int cluster, Attributes wanted, Release from, Release to) {
        var stopped = new ArrayList<String>();
        in(cluster, wanted, from, to, List.of(), stopped);
        return stopped;
    }

    private Extras in(
            int cluster,
            Attributes wanted,
            Release from,
            Release to,
            Collection<String> without,
            List<String> stopped) {
        var extras = new Extras(Json.array(), wanted.copy());
        for (var row : rows(cluster)) {
            var name = row.get("name").textValue();
            var plugin = plugin(row, name);
            var enabled = plugin.isEnabled(wanted);
            if (without.contains(name) || !enabled && !plugin.supports(to)) {
                leaveOut(extras, row);
                continue;
            }
            var answer = enabled ? plugins.ask(question(row, wanted, from, to)) : Optional.<PluginAnswer>empty();
            if (answer.isPresent()) {
                take(extras, row, answer.get(), to);
            } else if (plugin.supports(to)) {
                extras.rows().add(bare(row));
            } else {
                stopped.add(name + " " + row.get("version").textValue());
            }
        }
        return extras;
    }

    private static Plugins.Plugin plugin(ObjectNode row, String name) {
        return new Plugins.Plugin(
                0,
                row.get(PLUGIN).intValue(),
                name,
                JsonRow.of(TABLE, PLUGIN, row).list("releases"),
                row.path(ENABLED).asBoolean());
    }

    private static void checkNames(int cluster, List<ObjectNode> present, Collection<String> without) {
        for (var name : without) {
            if (present.stream().noneMatch(row -> row.get("name").textValue().equals(name))) {
                throw Refusal.invalid("Cluster %d has no plugin '%s'.".formatted(cluster, name));
            }
        }
    }

    private List<ObjectNode> rows(int cluster) {
        return jdbc.query(
                Sql.of("nailgun/release/plugins-in-version"),
                Map.of("cluster_id", cluster),
                (row, n) -> Json.object(row.getString(1)));
    }

    private PluginQuestion question(ObjectNode row, Attributes wanted, Release from, Release to) {
        var name = row.get("name").textValue();
        var form = ownRows ? JsonRow.of("cluster_plugins", row).object(ATTRIBUTES) : section(wanted.editable(), row);
        var values = Json.object();
        form.properties().forEach(field -> {
            if (field.getValue().has("value")) {
                values.set(field.getKey(), field.getValue().get("value"));
            }
        });
        return new PluginQuestion(
                name,
                row.get("version").textValue(),
                from.version().toString(),
                to.version().toString(),
                values);
    }

    /** The answer's plugin with its own form, in which the answer's values stand. */
    private void take(Extras extras, ObjectNode row, PluginAnswer answer, Release to) {
        var name = row.get("name").textValue();
        var target = installed(name, answer.version());
        var plugin = new Plugins.Plugin(
                0, target.get("id").intValue(), name, JsonRow.of(TABLE, target).list("releases"), true);
        if (!plugin.supports(to)) {
            throw Refusal.conflict(
                    "Plugin %s %s is not made for release %d.".formatted(name, answer.version(), to.id()));
        }
        var form = JsonRow.of(TABLE, target).object("attributes_metadata");
        form.remove(METADATA);
        answer.settings().properties().forEach(value -> {
            if (!(form.path(value.getKey()) instanceof ObjectNode field)) {
                throw Refusal.conflict(
                        "Plugin %s %s has no setting '%s'.".formatted(name, answer.version(), value.getKey()));
            }
            field.set("value", value.getValue());
        });
        var changed = bare(row).put(PLUGIN, plugin.id());
        if (ownRows) {
            changed.put(ATTRIBUTES, form.toString());
        } else {
            var metadata = section(extras.attributes().editable(), row)
                    .withObjectProperty(METADATA)
                    .deepCopy()
                    .put(PLUGIN, plugin.id());
            if (metadata.has("plugin_version")) {
                metadata.put("plugin_version", answer.version());
            }
            form.set(METADATA, metadata);
            var key = key(extras.attributes().editable(), row);
            extras.attributes().editable().set(key == null ? name : key, form);
        }
        extras.rows().add(changed);
    }

    private ObjectNode installed(String name, String version) {
        return jdbc
                .query(
                        Sql.of("nailgun/release/installed-plugin"),
                        Map.of("name", name, "version", version),
                        (row, n) -> Json.object(row.getString(1)))
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(
                        "Plugin %s %s is not installed on this Fuel master.".formatted(name, version)));
    }

    private void leaveOut(Extras extras, ObjectNode row) {
        if (ownRows) {
            extras.rows().add(bare(row).put(ENABLED, false));
        }
        var key = key(extras.attributes().editable(), row);
        if (key != null) {
            extras.attributes().editable().remove(key);
        }
    }

    private static ObjectNode bare(ObjectNode row) {
        return row.deepCopy().without(List.of("id", "cluster_id", "name", "version", "releases"));
    }

    private static ObjectNode section(ObjectNode editable, ObjectNode row) {
        var key = key(editable, row);
        return key == null ? Json.object() : (ObjectNode) editable.get(key);
    }

    /** The section of the plugin; null: it has none. */
    private static String key(ObjectNode editable, JsonNode row) {
        return editable.properties().stream()
                .filter(section ->
                        section.getValue().path(METADATA).path(PLUGIN).asInt()
                                == row.get(PLUGIN).intValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
