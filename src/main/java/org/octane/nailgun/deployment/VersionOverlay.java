package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.ClusterSettings;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Puts a version of a cluster's settings that is not in force over the rows that are. */
record VersionOverlay(ClusterSettings version) {

    /** @param row of the cluster */
    void onCluster(Map<String, Object> row) {
        put(row, version.row());
        row.put("release_id", version.release());
    }

    /** @param row of the cluster's attributes */
    void onAttributes(Map<String, Object> row) {
        row.put("editable", version.attributes().editable().toString());
        row.put("generated", version.attributes().generated().toString());
    }

    void onNetworks(List<Map<String, Object>> rows) {
        onRows(rows, version.networks());
    }

    /** @param rows of addresses, the virtual ones among them */
    void onAddresses(List<Map<String, Object>> rows) {
        onRows(rows, version.vips());
    }

    /** @param rows of networking parameters, one at the most */
    void onParameters(List<Map<String, Object>> rows) {
        rows.forEach(row -> put(row, version.parameters()));
    }

    List<Map<String, Object>> plugins(NamedParameterJdbcTemplate nailgun) {
        var wanted = new HashMap<Integer, JsonNode>();
        version.plugins().forEach(row -> wanted.put(row.get("plugin_id").intValue(), row));
        if (wanted.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<>(
                nailgun.queryForList(Sql.of("nailgun/deployment/plugins-by-id"), Map.of("plugins", wanted.keySet())));
        rows.forEach(row -> wanted.get((Integer) row.get("id"))
                .properties()
                .forEach(column -> row.put(column.getKey(), Json.value(column.getValue()))));
        return rows;
    }

    private static void onRows(List<Map<String, Object>> rows, Iterable<JsonNode> changed) {
        for (var other : changed) {
            rows.stream()
                    .filter(row -> other.get("id").intValue() == ((Number) row.get("id")).intValue())
                    .forEach(row -> put(row, other));
        }
    }

    /** Columns that the row has; lists are arrays there, and nobody reads those. */
    private static void put(Map<String, Object> row, JsonNode changed) {
        changed.properties().forEach(column -> {
            if (row.containsKey(column.getKey()) && !column.getValue().isArray()) {
                row.put(column.getKey(), Json.value(column.getValue()));
            }
        });
    }
}
