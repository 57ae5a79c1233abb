package org.octane.step.facts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What node scripts have to know of a cloud, asked of Nailgun's database whenever a step runs. */
public final class CloudRows {

    private static final String RELEASES = Sql.of("nailgun/read/versions-of-clusters");
    private static final String NODES = Sql.of("nailgun/read/members-of-clusters");
    private static final String ADDRESSES = Sql.of("nailgun/read/management-addresses");
    private static final String VIPS = Sql.of("nailgun/read/vips-and-gateways");
    private static final String MASTER = Sql.of("nailgun/read/master-address");
    private static final String WIRES = Sql.of("nailgun/read/wires");
    private static final String EDITABLE = Sql.of("nailgun/read/settings");

    private final NamedParameterJdbcTemplate nailgun;

    public CloudRows(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
    }

    /** A virtual address, {@code type} such as haproxy, management or vrouter; {@code gateway} of its network, may be null. */
    record Vip(String network, String type, String address, String gateway) {}

    /** The device that carries a network, such as {@code eth0.101}. */
    record Wire(String network, String device) {}

    /** Version of the release of each cluster. */
    Map<Integer, String> versions(List<Integer> clusters) {
        var versions = new TreeMap<Integer, String>();
        nailgun.query(RELEASES, Map.of("clusters", clusters), row -> {
            versions.put(row.getInt("id"), row.getString("version"));
        });
        return versions;
    }

    List<Member> members(List<Integer> clusters) {
        return nailgun.query(
                NODES,
                Map.of("clusters", clusters),
                (row, n) -> new Member(
                        row.getInt("id"),
                        row.getString("hostname"),
                        row.getInt("cluster_id"),
                        row.getString("ip"),
                        List.of(row.getString("roles").split(" "))));
    }

    /** Address in the management network, by node id. */
    Map<Integer, String> managementAddresses(List<Integer> nodes) {
        var addresses = new TreeMap<Integer, String>();
        if (!nodes.isEmpty()) {
            nailgun.query(ADDRESSES, Map.of("nodes", nodes), row -> {
                addresses.put(row.getInt("node"), row.getString("ip_addr"));
            });
        }
        return addresses;
    }

    List<Vip> vips(int cluster) {
        return nailgun.query(
                VIPS,
                Map.of("cluster", cluster),
                (row, n) -> new Vip(
                        row.getString("network"),
                        row.getString("name") == null ? row.getString("type") : row.getString("name"),
                        row.getString("ip_addr"),
                        row.getString("gateway")));
    }

    /** The Fuel master's address, empty if Nailgun has none. */
    String master() {
        var found = nailgun.queryForList(MASTER, Map.of(), String.class);
        return found.isEmpty() ? "" : found.get(0);
    }

    /** What carries the management and the public network of a node. */
    List<Wire> wires(int node) {
        return nailgun.query(
                WIRES,
                Map.of("node", node),
                (row, n) -> new Wire(
                        row.getString("network"),
                        row.getString("device") + (row.getObject("vlan") == null ? "" : "." + row.getInt("vlan"))));
    }

    /** The cluster's editable settings as JSON text, {@code {}} if it has none. */
    String editable(int cluster) {
        var found = nailgun.queryForList(EDITABLE, Map.of("cluster", cluster), String.class);
        return found.isEmpty() || found.get(0) == null ? "{}" : found.get(0);
    }
}
