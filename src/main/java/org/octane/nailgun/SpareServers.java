package org.octane.nailgun;

import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Makes a node a spare server again: no cluster, no roles, no addresses, no wiring, bare disks. */
final class SpareServers {

    private final NamedParameterJdbcTemplate jdbc;
    private final Members members;
    private final Addresses addresses;
    private final Wiring wiring;
    private final NodeVolumes volumes;

    SpareServers(NamedParameterJdbcTemplate jdbc, Copies copies) {
        this.jdbc = jdbc;
        this.members = new Members(jdbc);
        this.addresses = new Addresses(jdbc);
        this.wiring = new Wiring(jdbc, copies);
        this.volumes = new NodeVolumes(jdbc);
    }

    void release(int node) {
        members.update(node, "release-node", Map.of());
        addresses.removeAll(node);
        wiring.clear(node);
        volumes.clear(node);
        jdbc.update(Sql.of("delete-node-changes"), Map.of("node_id", node));
    }
}
