package org.octane.preflight;

import java.util.List;
import org.octane.nailgun.Nailgun;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** All checks, in the order in which they are shown. */
final class Checks {

    private Checks() {}

    static List<Check> all(NamedParameterJdbcTemplate sql, Nailgun nailgun) {
        return List.of(
                new RunningTasks(sql),
                new ClusterStatus(sql),
                new NodeStatus(),
                new NodesOnline(),
                new SshReach(),
                new HostKeyMatch());
    }
}
