package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.NailgunVersion;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Unreadable;

/** A cluster as the API shows it: what its Nailgun shows, and what an upgrade adds. */
record ClusterAnswer(Rows rows, Function<Integer, Integer> closedOriginal) {

    private static final List<String> REPLACED = List.of("replaced_deployment_info", "replaced_provisioning_info");
    private static final Set<String> OPEN = Set.of("new", "stopped");
    private static final Set<String> OPEN_SINCE_9 =
            Set.of("error", "new", "operational", "stopped", "partially_deployed");

    ObjectNode of(JsonNode row) {
        var cluster = ApiColumns.CLUSTER.of(row);
        locked(cluster, row);
        if (cluster.path("original_cluster_id").isNull()) {
            cluster.put(
                    "original_cluster_id", closedOriginal.apply(row.get("id").intValue()));
        }
        // The same fact by the name that an older description of seeds has for it.
        cluster.set("original_env_id", cluster.get("original_cluster_id"));
        // How Fuel's page sorts nodes: a column before 7.0, and this where nobody chose.
        cluster.put("grouping", "roles");
        var documents = JsonRow.of("clusters", row);
        REPLACED.forEach(name -> Unreadable.set(cluster, name, () -> WithoutSecrets.of(documents.object(name))));
        return cluster;
    }

    /** Whether its settings may still be changed: with 8.0 not once it was deployed, with 9 not while something goes on. */
    private void locked(ObjectNode cluster, JsonNode row) {
        var version = NailgunVersion.of(rows);
        var status = row.path("status").asText();
        if (version == NailgunVersion.V8_0) {
            cluster.put(
                    "is_locked",
                    !OPEN.contains(status) || row.path("has_ready_nodes").asBoolean());
        } else if (version.since(NailgunVersion.V9)) {
            cluster.put("is_locked", !OPEN_SINCE_9.contains(status));
        }
    }
}
