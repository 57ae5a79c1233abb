package org.octane.nailgun.assign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.network.NodeInterfaces;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Makes a node a spare server again: no cluster, no roles, no addresses, no wiring, bare disks. */
public final class SpareServers {

    private static final Map<String, Object> SPARE = spare();

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final Addresses addresses;
    private final NodeInterfaces wiring;
    private final NodeVolumes volumes;

    public SpareServers(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.addresses = new Addresses(jdbc, rows);
        this.wiring = new NodeInterfaces(jdbc, rows);
        this.volumes = new NodeVolumes(jdbc);
    }

    private static Map<String, Object> spare() {
        var values = new HashMap<>(Nodes.NO_INSTALLATION);
        for (var column : List.of("cluster_id", "group_id", "error_type", "error_msg")) {
            values.put(column, null);
        }
        for (var column : List.of("roles", "pending_roles")) {
            values.put(column, List.of());
        }
        for (var column : List.of("pending_addition", "pending_deletion")) {
            values.put(column, false);
        }
        values.put("status", "discover");
        values.put("progress", 0);
        return values;
    }

    public void release(int node) {
        rows.change("nodes", node, SPARE);
        addresses.removeAll(node);
        wiring.clear(node);
        volumes.clear(node);
        jdbc.update(Sql.of("nailgun/assign/delete-node-changes"), Map.of("node_id", node));
    }
}
