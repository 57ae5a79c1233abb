package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.octane.nailgun.rows.NailgunVersion;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Unreadable;

/**
 * A node as the API shows it: what its Nailgun shows, and what an upgrade adds.
 *
 * @param domain DNS domain of the nodes
 */
record NodeAnswer(Rows rows, String domain) {

    private static final String RELEASE = "release_id";
    private static final List<String> NEVER_NULL = List.of("error_msg", "agent_checksum");
    private static final Set<String> WORKING = Set.of("deploying", "provisioning", "removing");
    private static final int DONE = 100;

    /** A node that does not say which release it has has that of its cluster. */
    ObjectNode of(JsonNode row) {
        var node = ApiColumns.NODE.of(row).put("fqdn", row.get("hostname").textValue() + "." + domain);
        node.set("cluster_id", row.get("cluster_id"));
        // Agents say so of themselves in what they report; nobody asks for such a report here.
        node.put("is_agent", false);
        NEVER_NULL.forEach(name -> node.put(name, row.path(name).asText("")));
        if (row.path(RELEASE).isNull()) {
            node.set(RELEASE, row.get("release_of_cluster"));
        }
        if (NailgunVersion.of(rows).since(NailgunVersion.V9)) {
            node.put("status", status(row));
        }
        Unreadable.set(node, "network_data", () -> NodeNetworkData.of(row.path("wires")));
        return node;
    }

    /** Nailgun 9 leaves the status alone while it works on a node, and tells by the progress what it does. */
    private static String status(JsonNode row) {
        var status = row.get("status").textValue();
        var progress = row.path("progress").asInt();
        if (WORKING.contains(status) || progress <= 0 || progress >= DONE) {
            return status;
        }
        if (row.path("pending_deletion").asBoolean()) {
            return "removing";
        }
        return row.path("pending_addition").asBoolean() ? "provisioning" : "deploying";
    }
}
