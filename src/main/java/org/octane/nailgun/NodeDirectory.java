package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.octane.nailgun.rows.Nodes;
import org.octane.plan.Cloud;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Names and addresses of nodes. */
public interface NodeDirectory {

    static NodeDirectory in(DataSource nailgun) {
        return new DatabaseNodeDirectory(new Nodes(new NamedParameterJdbcTemplate(nailgun)));
    }

    boolean exists(int node);

    /** The node's address in the admin network; empty if Nailgun has no such node, or it never told. */
    Optional<String> address(int node);

    /** Hostnames of those that have one, by id. */
    Map<Integer, String> hostnames(Collection<Integer> nodes);

    /** Those of these that Nailgun knows, with their roles, also such as they are to get. */
    List<Cloud.Node> nodes(Collection<Integer> ids);
}
