package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Servers join a cluster as the real Nailgun has them join: all networks on the interface that they boot from, and the disks laid
 * out by their roles. Octane's own call gives a seed's controllers the addresses of the original's and refuses roles that no
 * node has; that would be another scenario.
 */
record OracleAssignment(OracleWorld world) {

    void assign(int cluster, JsonNode nodes) {
        nodes.forEach(node -> assign(cluster, node.path("id").asInt(), texts(node.path("roles"))));
    }

    private void assign(int cluster, int node, String... roles) {
        var values = new MapSqlParameterSource("cluster", cluster)
                .addValue("node", node)
                .addValue("roles", roles);
        disks(cluster, node, roles);
        world.sql()
                .update(
                        "UPDATE nodes SET cluster_id = :cluster, pending_addition = true, roles = '{}',"
                                + " pending_roles = :roles, primary_roles = '{}',"
                                + " group_id = (SELECT min(id) FROM nodegroups WHERE cluster_id = :cluster)"
                                + " WHERE id = :node",
                        values);
        unwire(node);
        world.sql()
                .update(
                        "INSERT INTO net_nic_assignments (network_id, interface_id) SELECT g.id, i.id"
                                + " FROM network_groups g, node_nic_interfaces i, nodes n"
                                + " WHERE n.id = :node AND i.id = (SELECT id FROM node_nic_interfaces"
                                + " WHERE node_id = :node ORDER BY pxe DESC, mac = n.mac DESC, name LIMIT 1)"
                                + " AND (g.group_id = n.group_id OR g.name = 'fuelweb_admin')",
                        values);
    }

    private void disks(int cluster, int node, String... roles) {
        var of = Map.of("cluster", cluster);
        var volumes = world.json(
                "SELECT r.volumes_metadata FROM releases r JOIN clusters c ON c.release_id = r.id WHERE c.id = :cluster",
                of);
        var inCeph = world.json("SELECT editable FROM attributes WHERE cluster_id = :cluster", of)
                .at("/storage/images_ceph/value")
                .asBoolean();
        var layout = new OracleDisks(volumes, inCeph)
                .of(
                        List.of(roles),
                        world.json(
                                "SELECT volumes FROM volume_manager_node_volumes WHERE node_id = :node",
                                Map.of("node", node)));
        world.sql()
                .update(
                        "UPDATE volume_manager_node_volumes SET volumes = :layout WHERE node_id = :node",
                        Map.of("layout", layout.toString(), "node", node));
    }

    void release(JsonNode nodes) {
        nodes.forEach(node -> forget(node.path("id").asInt()));
    }

    /** The node is a spare server again. */
    void forget(int node) {
        unwire(node);
        var of = Map.of("node", node);
        world.sql().update("DELETE FROM ip_addrs WHERE node = :node", of);
        world.sql()
                .update(
                        "UPDATE nodes SET cluster_id = NULL, group_id = NULL, roles = '{}', pending_roles = '{}',"
                                + " primary_roles = '{}', status = 'discover', pending_addition = false,"
                                + " pending_deletion = false WHERE id = :node",
                        of);
    }

    private void unwire(int node) {
        world.sql()
                .update(
                        "DELETE FROM net_nic_assignments WHERE interface_id IN"
                                + " (SELECT id FROM node_nic_interfaces WHERE node_id = :node)",
                        Map.of("node", node));
    }

    static String[] texts(JsonNode list) {
        var texts = new String[list.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = list.get(i).asText();
        }
        return texts;
    }
}
