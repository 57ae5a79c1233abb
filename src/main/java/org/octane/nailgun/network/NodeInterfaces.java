package org.octane.nailgun.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.model.CarriedNetwork;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The interfaces of nodes, and which networks they carry. Gives a server the networks and bonds of another node, on the
 * interfaces of the same names.
 */
public final class NodeInterfaces {

    /** Absent from 9.2 on, where they are kept elsewhere. */
    private static final List<String> PROPERTIES = List.of("interface_properties", "offloading_modes");

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public NodeInterfaces(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** @param mapping networks of the model's cluster to those of the server's */
    public void copy(Node model, Node server, Map<Integer, Integer> mapping) {
        clear(server.id());
        checkInterfaces(model, server);
        var nodes = Map.of("model", model.id(), "server", server.id());
        if (PROPERTIES.stream().allMatch(column -> rows.has("node_nic_interfaces", column))) {
            jdbc.update(Sql.of("nailgun/network/copy-interface-properties"), nodes);
        }
        for (var bond :
                jdbc.queryForList(Sql.of("nailgun/network/bond-ids"), Map.of("node_id", model.id()), Integer.class)) {
            var changed = new HashMap<String, Object>();
            changed.put("node_id", server.id());
            // That of the model would be on the same wire twice; without one the bond has that of its first interface.
            changed.put("mac", null);
            var copy = rows.copy("node_bond_interfaces", bond, changed);
            jdbc.update(
                    Sql.of("nailgun/network/copy-bond-slaves"),
                    Map.of("bond_id", bond, "copy", copy, "server", server.id()));
            mapping.forEach((source, target) -> jdbc.update(
                    Sql.of("nailgun/network/copy-bond-assignments"),
                    Map.of("bond_id", bond, "copy", copy, "source", source, "target", target)));
        }
        mapping.forEach((source, target) -> {
            var parameters = new HashMap<String, Object>(nodes);
            parameters.put("source", source);
            parameters.put("target", target);
            jdbc.update(Sql.of("nailgun/network/copy-nic-assignments"), parameters);
        });
    }

    /** No networks on any interface, no bonds. */
    public void clear(int node) {
        for (var statement : List.of("delete-nic-assignments", "free-bond-slaves", "delete-bonds")) {
            jdbc.update(Sql.of("nailgun/network/" + statement), Map.of("node_id", node));
        }
    }

    /** What carries the management and the public network of a node. */
    public List<CarriedNetwork> of(int node) {
        return jdbc.query(
                Sql.of("nailgun/network/wires"),
                Map.of("node", node),
                (row, n) -> new CarriedNetwork(
                        row.getString("network"),
                        row.getString("device") + (row.getObject("vlan") == null ? "" : "." + row.getInt("vlan"))));
    }

    private void checkInterfaces(Node model, Node server) {
        var missing = jdbc.queryForList(
                Sql.of("nailgun/network/missing-interfaces"),
                Map.of("model", model.id(), "server", server.id()),
                String.class);
        if (!missing.isEmpty()) {
            throw Refusal.invalid(
                    "Server %d has no interfaces %s, which node %d uses.".formatted(server.id(), missing, model.id()));
        }
    }
}
