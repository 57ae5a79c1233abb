package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.ClusterSettings;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table of versions, which {@code octane migrate} adds. While a cluster has two versions both are in it: that of the
 * release in force as it was when the other was prepared or switched to, so that a change that went to Nailgun's rows alone is seen.
 */
public final class StoredVersions {

    public static final String TABLE = "octane_cluster_settings";

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public StoredVersions(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    boolean isThere() {
        return rows.has(TABLE);
    }

    /** @throws org.octane.plan.Refusal 409 if nobody has added the table */
    void mustBeThere() {
        if (!isThere() || !rows.has("nodes", "release_id")) {
            throw Rows.missing("table " + TABLE);
        }
    }

    /** Ids of the releases of which the cluster has a version; none: it has no other than Nailgun's rows. */
    public List<Integer> releases(int cluster) {
        return isThere()
                ? jdbc.queryForList(SQL.of("releases"), Map.of("cluster_id", cluster), Integer.class)
                : List.of();
    }

    public Optional<ClusterSettings> find(int cluster, int release) {
        if (!isThere()) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        SQL.of("version"),
                        Map.of("cluster_id", cluster, "release_id", release),
                        (row, n) -> settings(Json.object(row.getString(1))))
                .stream()
                .findFirst();
    }

    /** Adds the version, or puts it in the place of the one that is there. */
    void save(int cluster, ClusterSettings settings) {
        var values = new HashMap<String, Object>();
        values.put("cluster_id", cluster);
        values.put("release_id", settings.release());
        values.put("cluster", settings.row().toString());
        values.put("editable", settings.attributes().editable().toString());
        values.put("generated", settings.attributes().generated().toString());
        values.put(
                "vmware", settings.vmware().isNull() ? null : settings.vmware().toString());
        values.put("plugins", settings.plugins().toString());
        values.put("node_groups", settings.nodeGroups().toString());
        values.put("networks", settings.networks().toString());
        values.put("parameters", settings.parameters().toString());
        values.put("vips", settings.vips().toString());
        values.put("volumes", settings.volumes().toString());
        if (jdbc.update(SQL.of("change"), values) == 0) {
            jdbc.update(SQL.of("add"), values);
        }
    }

    /** Ends the cluster's versions; Nailgun's rows stay as they are. */
    void remove(int cluster) {
        jdbc.update(SQL.of("remove"), Map.of("cluster_id", cluster));
    }

    private static ClusterSettings settings(JsonNode row) {
        var documents = JsonRow.of(TABLE, row);
        return new ClusterSettings(
                row.get("release_id").intValue(),
                documents.object("cluster"),
                new Attributes(documents.needed("editable"), documents.needed("generated")),
                documents.objectOrNull("vmware"),
                documents.list("plugins"),
                documents.object("node_groups"),
                documents.list("networks"),
                documents.object("parameters"),
                documents.list("vips"),
                documents.object("volumes"));
    }
}
