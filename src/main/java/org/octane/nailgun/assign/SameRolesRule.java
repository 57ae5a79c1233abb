package org.octane.nailgun.assign;

import java.util.Collection;
import java.util.Set;
import org.octane.nailgun.rows.NailgunVersion;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Fuel 8.0 alone moves several nodes by one call only if all have the same roles. */
public final class SameRolesRule {

    private final Nodes members;
    private final Rows rows;

    public SameRolesRule(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.members = new Nodes(jdbc);
        this.rows = rows;
    }

    public void check(Collection<Integer> nodes) {
        if (NailgunVersion.of(rows) == NailgunVersion.V8_0
                && members.lock(nodes).stream()
                                .map(node -> Set.copyOf(node.allRoles()))
                                .distinct()
                                .count()
                        > 1) {
            throw Refusal.invalid("All sending nodes should have the same roles");
        }
    }
}
