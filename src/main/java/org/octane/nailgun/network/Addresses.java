package org.octane.nailgun.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Subnet;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Sql;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The addresses of nodes in the networks of their clusters. */
public final class Addresses {

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public Addresses(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Of all nodes of a cluster, by node and network. */
    public List<Address> of(int cluster) {
        return jdbc.query(
                Sql.of("addresses"),
                Map.of("cluster_id", cluster),
                (row, n) -> new Address(
                        row.getInt("node"),
                        row.getString("hostname"),
                        row.getString("name"),
                        row.getInt("network"),
                        row.getString("ip_addr")));
    }

    public void add(int node, int network, String address) {
        rows.insert("ip_addrs", Map.of("node", node, "network", network, "ip_addr", address));
    }

    public void removeAll(int node) {
        jdbc.update(Sql.of("delete-addresses"), Map.of("node_id", node));
    }

    void remove(int node, int network) {
        jdbc.update(Sql.of("delete-addresses-in"), Map.of("node_id", node, "network", network));
    }

    /**
     * Until the caller's transaction ends nobody else gives addresses: clusters share the admin network, and no
     * constraint keeps an address from being given twice. To be called after clusters and nodes are locked, before the
     * first address is written.
     */
    public void lock() {
        jdbc.getJdbcTemplate().execute(Sql.of("lock-addresses"));
    }

    /** The first address of the network's ranges that nobody has, in no cluster that shares the wire. */
    public String free(int network) {
        var taken =
                new HashSet<>(jdbc.queryForList(Sql.of("taken-addresses"), Map.of("network", network), String.class));
        var ranges = jdbc.query(Sql.of("ranges"), Map.of("network", network), (row, n) ->
                new long[] {Subnet.number(row.getString("first")), Subnet.number(row.getString("last"))});
        for (var range : ranges) {
            for (var number = range[0]; number <= range[1]; number++) {
                if (!taken.contains(Subnet.text(number))) {
                    return Subnet.text(number);
                }
            }
        }
        throw new Refusal(Refusal.Kind.CONFLICT, "No address is left in network " + network + ".");
    }
}
