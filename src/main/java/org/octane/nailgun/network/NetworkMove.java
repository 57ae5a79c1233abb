package org.octane.nailgun.network;

import java.util.Map;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Moves the addresses of a node and the wiring of its interfaces to the networks of another cluster. */
public final class NetworkMove {

    private final NamedParameterJdbcTemplate jdbc;
    private final Networks networks;

    public NetworkMove(NamedParameterJdbcTemplate jdbc, Networks networks) {
        this.jdbc = jdbc;
        this.networks = networks;
    }

    /** The addresses themselves stay. Wiring is left alone where a template decides about it. */
    public void move(int node, int from, int to) {
        var wiring = !networks.hasTemplate(to);
        networks.mapping(from, to).forEach((source, target) -> {
            if (source.equals(target)) {
                // The admin network is that of all clusters.
                return;
            }
            var parameters = Map.of("node_id", node, "source", source, "target", target);
            jdbc.update(Sql.of("nailgun/network/move-addresses"), parameters);
            if (wiring) {
                jdbc.update(Sql.of("nailgun/network/move-nic-assignments"), parameters);
                jdbc.update(Sql.of("nailgun/network/move-bond-assignments"), parameters);
            }
        });
    }
}
