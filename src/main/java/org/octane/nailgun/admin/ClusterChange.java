package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.version.PendingRelease;
import org.octane.plan.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Changes what an operator may change of a cluster: its name and the release that it shall reach. */
final class ClusterChange {

    static final String PENDING = "pending_release_id";

    private static final String WITHOUT = "without_plugins";

    private static final String TAKEN = "Environment with this name already exists";

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Releases releases;
    private final Rows rows;
    private final PendingRelease versions;

    ClusterChange(Tables tables, PluginSettings plugins) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.rows = tables.rows();
        this.versions = new PendingRelease(tables, plugins);
    }

    /** The caller gives the transaction. */
    void change(int id, ObjectNode wanted) {
        var cluster = clusters.lock(id);
        var values = new HashMap<String, Object>();
        if (wanted.has("name") && !wanted.get("name").textValue().equals(cluster.name())) {
            values.put("name", wanted.get("name").textValue());
        }
        if (wanted.has(PENDING)) {
            pending(cluster, wanted, values);
        }
        if (wanted.has("ui_settings")) {
            values.put("ui_settings", wanted.get("ui_settings").toString());
        }
        checkFixed(id, "net_provider", wanted);
        checkFixed(id, "mode", wanted);
        if (values.isEmpty()) {
            return;
        }
        if (values.containsKey("name") && clusters.isTaken(wanted.get("name").textValue())) {
            throw Refusal.conflict(TAKEN);
        }
        try {
            rows.change("clusters", id, values);
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict(TAKEN);
        }
    }

    /** One that the cluster can be updated to is written; for another its version of the settings is prepared as well. */
    private void pending(Cluster cluster, ObjectNode wanted, Map<String, Object> values) {
        if (!rows.has("clusters", PENDING)) {
            throw Rows.missing("clusters." + PENDING);
        }
        if (wanted.get(PENDING).isNull()) {
            versions.forget(cluster);
            values.put(PENDING, null);
            return;
        }
        var pending = releases.get(wanted.get(PENDING).intValue());
        if (!releases.get(cluster.release()).canBecome(pending)) {
            versions.prepare(cluster, pending.id(), Json.value(Json.array(wanted.path(WITHOUT))));
            return;
        }
        if (versions.isPrepared(cluster.id())) {
            throw Refusal.conflict(
                    cluster.isInUpgrade()
                            ? "Cluster %d is being upgraded; its pending release stays.".formatted(cluster.id())
                            : "Cluster %d has settings prepared for another release.".formatted(cluster.id()));
        }
        values.put(PENDING, pending.id());
    }

    private void checkFixed(int id, String column, ObjectNode wanted) {
        if (wanted.has(column)
                && !wanted.get(column)
                        .asText()
                        .equals(jdbc.queryForObject(
                                "select %s::text from clusters where id = :id".formatted(column),
                                Map.of("id", id),
                                String.class))) {
            throw Refusal.invalid("Changing '%s' for environment is prohibited".formatted(column));
        }
    }
}
