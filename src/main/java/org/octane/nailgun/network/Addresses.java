package org.octane.nailgun.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Subnet;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
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
                Sql.of("nailgun/network/addresses"),
                Map.of("cluster_id", cluster),
                (row, n) -> new Address(
                        row.getInt("node"),
                        row.getString("hostname"),
                        row.getString("name"),
                        row.getInt("network"),
                        row.getString("ip_addr")));
    }

    /** Addresses in the networks of that name, by node. */
    public Map<Integer, String> in(String network, Collection<Integer> nodes) {
        var addresses = new TreeMap<Integer, String>();
        if (!nodes.isEmpty()) {
            jdbc.query(Sql.of("nailgun/network/addresses-in"), Map.of("network", network, "nodes", nodes), row -> {
                addresses.put(row.getInt("node"), row.getString("ip_addr"));
            });
        }
        return addresses;
    }

    public void add(int node, int network, String address) {
        rows.insert("ip_addrs", Map.of("node", node, "network", network, "ip_addr", address));
    }

    public void removeAll(int node) {
        jdbc.update(Sql.of("nailgun/network/delete-addresses"), Map.of("node_id", node));
    }

    void remove(int node, int network) {
        jdbc.update(Sql.of("nailgun/network/delete-addresses-in"), Map.of("node_id", node, "network", network));
    }

    /**
     * Until the caller's transaction ends nobody else gives addresses: clusters share the admin network, and no
     * constraint keeps an address from being given twice. To be called after clusters and nodes are locked, before the
     * first address is written.
     */
    public void lock() {
        jdbc.getJdbcTemplate().execute(Sql.of("nailgun/network/lock-addresses"));
    }

    /** The first address of the network's ranges that nobody has, in no cluster; empty: none is left. */
    public Optional<String> free(int network) {
        var taken = new HashSet<>(jdbc.queryForList(Sql.of("nailgun/network/taken-addresses"), Map.of(), String.class));
        return jdbc
                .query(Sql.of("nailgun/network/ranges"), Map.of("network", network), (row, n) -> free(row, taken))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a server may keep the address that it was discovered with: it is in the network's ranges, and nobody has it. */
    public boolean isReusable(int network, String address) {
        return address != null
                && jdbc.query(
                                Sql.of("nailgun/network/ranges"),
                                Map.of("network", network),
                                (row, n) -> has(row, address))
                        .contains(true)
                && Integer.valueOf(0)
                        .equals(jdbc.queryForObject(
                                Sql.of("nailgun/network/holders"), Map.of("address", address), Integer.class));
    }

    private static boolean has(ResultSet range, String address) throws SQLException {
        var number = Subnet.number(address);
        return Subnet.number(range.getString("first")) <= number && number <= Subnet.number(range.getString("last"));
    }

    private static Optional<String> free(ResultSet range, Set<String> taken) throws SQLException {
        return LongStream.rangeClosed(Subnet.number(range.getString("first")), Subnet.number(range.getString("last")))
                .mapToObj(Subnet::text)
                .filter(address -> !taken.contains(address))
                .findFirst();
    }
}
