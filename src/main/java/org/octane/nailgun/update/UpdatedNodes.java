package org.octane.nailgun.update;

import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Which nodes of a cluster an update deploys, as Nailgun picks them: those that have its operating system, marked for deletion or
 * not; and where controllers work together and one goes, all that stay.
 */
record UpdatedNodes(NamedParameterJdbcTemplate jdbc) {

    /** By id. @param mode of the cluster */
    List<UpdatedNode> of(int cluster, String mode) {
        var all = jdbc.queryForList(Sql.of("nailgun/update/nodes"), Map.of("cluster", cluster), String.class).stream()
                .map(Json::read)
                .map(UpdatedNode::new)
                .toList();
        boolean together =
                mode.startsWith("ha") && all.stream().anyMatch(node -> node.isController() && node.isDeployable());
        return all.stream()
                .filter(node -> node.isDeployable() || together && node.isController() && node.stays())
                .toList();
    }
}
