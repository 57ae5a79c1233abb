package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.ClusterSettings;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The version of a cluster's settings that Nailgun's own rows hold. Only what differs is written; volumes belong to a node's
 * version and are left alone. The caller gives the transaction.
 */
final class VersionInForce {

    /** What of a cluster's row goes by its release, where the database has the column. */
    static final List<String> COLUMNS = List.of(
            "fuel_version",
            "extensions",
            "deployment_tasks",
            "is_customized",
            "replaced_deployment_info",
            "replaced_provisioning_info");

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");
    private static final String ID = "id";
    private static final String PLUGIN = "plugin_id";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final Networks networks;
    private final Vips vips;
    private final ClusterAttributes attributes;

    VersionInForce(Tables tables) {
        this.jdbc = tables.jdbc();
        this.rows = tables.rows();
        this.networks = new Networks(tables.jdbc());
        this.vips = new Vips(tables.jdbc(), tables.rows(), networks);
        this.attributes = new ClusterAttributes(tables.jdbc());
    }

    ClusterSettings read(int cluster) {
        var row = Json.object(jdbc.queryForObject(SQL.of("cluster-row"), Map.of("cluster_id", cluster), String.class));
        var parameters = networks.parameters(cluster);
        return new ClusterSettings(
                row.get("release_id").intValue(),
                row.deepCopy().retain(COLUMNS),
                attributes.of(cluster),
                attributes.vmware(cluster),
                plugins(cluster),
                Json.tree(networks.groups(cluster)),
                list(networks.rows(cluster).stream()
                        .filter(network -> !network.get("group_id").isNull())
                        .toList()),
                parameters == null ? Json.object() : (ObjectNode) parameters,
                list(vips.rows(cluster)),
                volumes(cluster));
    }

    /** Puts a version in force, with its release. */
    void write(int cluster, ClusterSettings version) {
        var now = read(cluster);
        change("clusters", cluster, now.row(), version.row());
        rows.change("clusters", cluster, Map.of("release_id", version.release()));
        if (!now.attributes().equals(version.attributes())) {
            attributes.write(cluster, version.attributes());
        }
        if (!now.vmware().equals(version.vmware())) {
            attributes.writeVmware(cluster, version.vmware());
        }
        each(now.networks(), version.networks(), "network_groups");
        each(now.vips(), version.vips(), "ip_addrs");
        if (!version.parameters().isEmpty()) {
            var id = version.parameters().get(ID).intValue();
            change("networking_configs", id, now.parameters(), version.parameters());
            change(version.parameters().get("discriminator").textValue(), id, now.parameters(), version.parameters());
        }
        writePlugins(cluster, version.plugins());
    }

    private void each(ArrayNode now, ArrayNode wanted, String table) {
        for (var row : wanted) {
            var present = find(now, ID, row);
            if (present != null) {
                change(table, row.get(ID).intValue(), present, row);
            }
        }
    }

    /** Before Fuel 8.0 a cluster has rows of enabled plugins only, so that rows come and go. */
    private void writePlugins(int cluster, ArrayNode wanted) {
        var present = list(jdbc.query(
                SQL.of("plugin-rows"), Map.of("cluster_id", cluster), (row, n) -> Json.object(row.getString(1))));
        for (var row : present) {
            var other = find(wanted, PLUGIN, row);
            if (other == null) {
                jdbc.update(SQL.of("delete-plugin"), Map.of(ID, row.get(ID).intValue()));
            } else {
                change("cluster_plugins", row.get(ID).intValue(), row, other);
            }
        }
        for (var row : wanted) {
            if (find(present, PLUGIN, row) == null) {
                Map<String, Object> values = new HashMap<>(Json.<Map<String, Object>>value(row));
                values.put("cluster_id", cluster);
                rows.insert("cluster_plugins", values);
            }
        }
    }

    /** Columns that differ; a row that has them all is not written. */
    private void change(String table, int id, JsonNode now, JsonNode wanted) {
        var values = new HashMap<String, Object>();
        wanted.properties().forEach(column -> {
            if (rows.has(table, column.getKey()) && !column.getValue().equals(now.get(column.getKey()))) {
                values.put(column.getKey(), Json.value(column.getValue()));
            }
        });
        if (!values.isEmpty()) {
            rows.change(table, id, values);
        }
    }

    private ArrayNode plugins(int cluster) {
        return list(jdbc.query(
                SQL.of("plugin-rows"), Map.of("cluster_id", cluster), (row, n) -> Json.object(row.getString(1))
                        .<ObjectNode>without(List.of(ID, "cluster_id"))));
    }

    private ObjectNode volumes(int cluster) {
        var volumes = Json.object();
        jdbc.query(SQL.of("volumes"), Map.of("cluster_id", cluster), row -> {
            volumes.set(row.getString("node_id"), NodeVolumes.of(row.getInt("node_id"), row.getString("volumes")));
        });
        return volumes;
    }

    private static ArrayNode list(List<? extends JsonNode> rows) {
        return Json.array().addAll(rows);
    }

    /** The row of a list with the same value in a column as another row; null: none. */
    private static JsonNode find(Iterable<JsonNode> list, String column, JsonNode like) {
        for (var row : list) {
            if (row.get(column).equals(like.get(column))) {
                return row;
            }
        }
        return null;
    }
}
