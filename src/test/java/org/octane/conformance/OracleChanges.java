package org.octane.conformance;

import java.util.List;
import java.util.Map;
import org.octane.nailgun.deployment.NodeOperation;

/** Which nodes the real Nailgun's {@code PUT changes} installs and deploys, as Octane's two tasks. */
record OracleChanges(OracleWorld world) {

    private static final String OF =
            "SELECT id FROM nodes WHERE cluster_id = :cluster AND NOT coalesce(pending_deletion, false) AND ";

    void start(int cluster) {
        var fresh = nodes(
                cluster, "(status = 'discover' OR status = 'error' AND error_type = 'provision') AND pending_addition");
        if (!fresh.isEmpty()) {
            world.start(NodeOperation.PROVISION, cluster, fresh);
        }
        var open = nodes(cluster, "status <> 'ready'");
        if (!open.isEmpty()) {
            world.start(NodeOperation.DEPLOY, cluster, open);
        }
    }

    private List<Integer> nodes(int cluster, String which) {
        return world.ids(OF + which + " ORDER BY id", Map.of("cluster", cluster));
    }
}
