package org.octane.astute;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Where Nailgun sees a node.
 *
 * @param cluster null: a spare server
 */
record NodeState(int id, String hostname, Integer cluster, String status, String error) {

    private static final String STATES = Sql.of("node-states");

    static List<NodeState> of(NamedParameterJdbcTemplate nailgun, Collection<Integer> nodes) {
        return nailgun.query(
                STATES,
                Map.of("nodes", nodes),
                (row, i) -> new NodeState(
                        row.getInt("id"),
                        row.getString("hostname"),
                        (Integer) row.getObject("cluster_id"),
                        row.getString("status"),
                        row.getString("error_msg")));
    }

    /** Whether the node is as far as this kind of cast brings it, or further. */
    boolean reached(CastKind kind) {
        return switch (kind) {
            case PROVISION -> List.of("provisioned", "deploying", "ready").contains(status);
            case DEPLOY -> status.equals("ready");
            case REMOVE -> status.equals("discover");
        };
    }

    @Override
    public String toString() {
        return "node " + id + " (" + hostname + "): " + status + (error == null ? "" : ", " + error);
    }
}
