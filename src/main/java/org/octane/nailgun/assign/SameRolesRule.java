package org.octane.nailgun.assign;

import java.util.Collection;
import java.util.Set;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Fuel 8.0 alone moves several nodes by one call only if all have the same roles. A database of 8.0 is told by its
 * columns: it has components of clusters, and primary roles that 9.0 made tags.
 */
public final class SameRolesRule {

    private final Nodes members;
    private final Rows rows;

    public SameRolesRule(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.members = new Nodes(jdbc);
        this.rows = rows;
    }

    public void check(Collection<Integer> nodes) {
        if (rows.has("clusters", "components")
                && rows.has("nodes", "primary_roles")
                && members.lock(nodes).stream()
                                .map(node -> Set.copyOf(node.allRoles()))
                                .distinct()
                                .count()
                        > 1) {
            throw Refusal.invalid("All sending nodes should have the same roles");
        }
    }
}
