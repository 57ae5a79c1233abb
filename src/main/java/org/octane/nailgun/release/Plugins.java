package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The plugins of clusters. A seed gets those that support its release; an enabled one that does not forbids the clone. */
public final class Plugins {

    private static final String METADATA = "metadata";
    private static final String ID = "plugin_id";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public Plugins(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** @return those that go along */
    public List<Plugin> check(int original, Attributes attributes, Release to) {
        var plugins = of(original);
        var stopped = plugins.stream()
                .filter(plugin -> !plugin.supports(to) && plugin.isEnabled(attributes))
                .map(Plugin::name)
                .toList();
        if (!stopped.isEmpty()) {
            throw Refusal.conflict(
                    "Plugins of cluster %d are not made for release %d: %s."
                            .formatted(original, to.id(), String.join(", ", stopped)),
                    stopped);
        }
        return plugins.stream().filter(plugin -> plugin.supports(to)).toList();
    }

    public void copy(List<Plugin> plugins, int seed) {
        plugins.forEach(plugin -> rows.copy("cluster_plugins", plugin.row(), Map.of("cluster_id", seed)));
    }

    /**
     * Lets a new cluster have the plugins made for its release, none enabled. Before Fuel 8.0 a cluster has only those
     * that are enabled.
     */
    public void offer(int cluster, Release release) {
        if (!rows.has("cluster_plugins", "enabled")) {
            return;
        }
        jdbc.query(Sql.of("nailgun/release/plugins"), Map.of(), row -> {
            var id = row.getInt("id");
            var releases =
                    JsonRow.of("plugins", "id", id, row.getString("releases")).list("releases");
            var plugin = new Plugin(0, id, row.getString("name"), releases, false);
            if (plugin.supports(release)) {
                rows.insert(
                        "cluster_plugins",
                        Map.of(
                                "cluster_id",
                                cluster,
                                "plugin_id",
                                plugin.id(),
                                "enabled",
                                false,
                                "attributes",
                                row.getString("attributes_metadata")));
            }
        });
    }

    /** Without the sections of other plugins. */
    public static Attributes with(List<Plugin> plugins, Attributes attributes) {
        var kept = attributes.copy();
        var ids = plugins.stream().map(Plugin::id).toList();
        kept.editable().properties().removeIf(section -> {
            var plugin = section.getValue().path(METADATA).path(ID);
            return !plugin.isMissingNode() && !ids.contains(plugin.asInt());
        });
        return kept;
    }

    private List<Plugin> of(int cluster) {
        return jdbc.query(
                Sql.of("nailgun/release/cluster-plugins"),
                Map.of("cluster_id", cluster),
                (row, n) -> plugin(Json.object(row.getString(1))));
    }

    private static Plugin plugin(ObjectNode row) {
        return new Plugin(
                row.get("id").intValue(),
                row.get(ID).intValue(),
                row.get("name").textValue(),
                JsonRow.of("plugins", ID, row).list("releases"),
                row.path("enabled").asBoolean());
    }

    /** @param enabled since Fuel 8.0, before only the attributes tell */
    record Plugin(int row, int id, String name, ArrayNode releases, boolean enabled) {

        boolean supports(Release release) {
            return StreamSupport.stream(releases.spliterator(), false)
                    .anyMatch(made -> made.path("os").asText().equalsIgnoreCase(release.operatingSystem())
                            && made.path("version")
                                    .asText()
                                    .equals(release.version().toString()));
        }

        boolean isEnabled(Attributes attributes) {
            return enabled
                    || StreamSupport.stream(attributes.editable().spliterator(), false)
                            .map(section -> section.path(METADATA))
                            .anyMatch(metadata -> metadata.path(ID).asInt() == id
                                    && metadata.path("enabled").asBoolean());
        }
    }
}
