package org.octane.nailgun.assign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Database;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** How nodes were before they were assigned to a seed, kept in Octane's database until its upgrade is closed. */
public final class FormerNodes {

    /** All that an assignment changes; releases of Nailgun differ in the primary ones. */
    private static final List<String> COLUMNS = List.of(
            "cluster_id",
            "group_id",
            "roles",
            "pending_roles",
            "primary_roles",
            "primary_tags",
            "kernel_params",
            "replaced_deployment_info",
            "replaced_provisioning_info",
            "network_template",
            "status",
            "progress",
            "error_type",
            "error_msg",
            "attributes");

    private final NamedParameterJdbcTemplate nailgun;
    private final NamedParameterJdbcTemplate octane;
    private final Rows rows;
    private final NodeVolumes volumes;
    private final TransactionTemplate outside;

    public FormerNodes(NamedParameterJdbcTemplate nailgun, Database octane, Rows rows) {
        this.nailgun = nailgun;
        this.octane = octane.sql();
        this.rows = rows;
        this.volumes = new NodeVolumes(nailgun);
        this.outside = octane.withoutTransaction();
    }

    /** In a commit of its own, before anything of the node is changed: whoever dies in between has noted too much. */
    void note(int seed, int node) {
        var row = Json.read(
                nailgun.queryForObject(Sql.of("nailgun/assign/former-node"), Map.of("node_id", node), String.class));
        var former = Json.object();
        COLUMNS.stream().filter(row.path("node")::has).forEach(column -> former.withObjectProperty("node")
                .set(column, row.path("node").get(column)));
        former.set("volumes", row.path("volumes"));
        former.set("changes", Json.array(row.path("changes")));
        outside.executeWithoutResult(status -> octane.update(
                Sql.of("nailgun/assign/note-former-node"),
                Map.of("seed", seed, "node_id", node, "former", former.toString())));
    }

    /**
     * Writes a node's row, volumes and open changes as they were.
     *
     * @return false if nothing is noted
     */
    boolean restore(int seed, int node) {
        var found = of(seed, node);
        found.ifPresent(former -> restore(node, former));
        return found.isPresent();
    }

    private void restore(int node, JsonNode former) {
        rows.change("nodes", node, Json.value(former.path("node")));
        if (former.path("volumes").isTextual()) {
            volumes.write(node, former.path("volumes").textValue());
        }
        nailgun.update(Sql.of("nailgun/assign/delete-node-changes"), Map.of("node_id", node));
        for (var change : former.path("changes")) {
            rows.insert("cluster_changes", Json.<Map<String, Object>>value(change));
        }
    }

    /** Nobody goes back to how they were. */
    public void forget(int seed) {
        octane.update(Sql.of("nailgun/assign/forget-former-nodes"), Map.of("seed", seed));
    }

    private Optional<JsonNode> of(int seed, int node) {
        return octane
                .queryForList(
                        Sql.of("nailgun/assign/noted-former-node"), Map.of("seed", seed, "node_id", node), String.class)
                .stream()
                .map(Json::read)
                .findFirst();
    }
}
