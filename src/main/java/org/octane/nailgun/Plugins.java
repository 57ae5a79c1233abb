package org.octane.nailgun;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The plugins of a cluster: they go along to a release that they are made for, and an enabled one has to. */
final class Plugins {

    private static final String METADATA = "metadata";
    private static final String ID = "plugin_id";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    Plugins(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    void check(int original, Attributes attributes, Release to) {
        var stopped = of(original).stream()
                .filter(plugin -> !plugin.supports(to) && plugin.isEnabled(attributes))
                .map(Plugin::name)
                .toList();
        if (!stopped.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "Plugins of cluster %d are not made for release %d: %s."
                            .formatted(original, to.id(), String.join(", ", stopped)),
                    stopped);
        }
    }

    void copy(int original, int seed, Release to) {
        of(original).stream()
                .filter(plugin -> plugin.supports(to))
                .forEach(plugin -> rows.copy("cluster_plugins", plugin.row(), Map.of("cluster_id", seed)));
    }

    /** Without the sections of plugins that the cluster does not have. */
    Attributes with(int cluster, Attributes attributes) {
        var kept = attributes.copy();
        var ids = of(cluster).stream().map(Plugin::id).toList();
        kept.editable().properties().removeIf(section -> {
            var plugin = section.getValue().path(METADATA).path(ID);
            return !plugin.isMissingNode() && !ids.contains(plugin.asInt());
        });
        return kept;
    }

    private List<Plugin> of(int cluster) {
        return jdbc.query(
                Sql.of("cluster-plugins"),
                Map.of("cluster_id", cluster),
                (row, n) ->
                        new Plugin(row.getInt("id"), row.getInt(ID), row.getString("name"), row.getString("releases")));
    }

    private record Plugin(int row, int id, String name, String releases) {

        boolean supports(Release release) {
            return StreamSupport.stream(Json.array(releases).spliterator(), false)
                    .anyMatch(made -> made.path("os").asText().equalsIgnoreCase(release.operatingSystem())
                            && made.path("version")
                                    .asText()
                                    .equals(release.version().toString()));
        }

        boolean isEnabled(Attributes attributes) {
            return StreamSupport.stream(attributes.editable().spliterator(), false)
                    .map(section -> section.path(METADATA))
                    .anyMatch(metadata -> metadata.path(ID).asInt() == id
                            && metadata.path("enabled").asBoolean());
        }
    }
}
