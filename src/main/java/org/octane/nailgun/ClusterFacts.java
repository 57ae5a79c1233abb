package org.octane.nailgun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.octane.nailgun.model.CarriedNetwork;
import org.octane.nailgun.model.Network;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.NodeReleases;
import org.octane.nailgun.model.Vip;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What scripts on nodes have to know of clusters. */
public interface ClusterFacts {

    static ClusterFacts in(DataSource nailgun) {
        return new DatabaseClusterFacts(new NamedParameterJdbcTemplate(nailgun));
    }

    /** Version of the release of each cluster. */
    Map<Integer, String> versions(Collection<Integer> clusters);

    /** Which nodes of a cluster have which release, empty if it goes to no other in place. */
    Optional<NodeReleases> releases(int cluster);

    /** Nodes of all these clusters, by id. */
    List<Node> nodes(Collection<Integer> clusters);

    /** Addresses in the management network, by node. */
    Map<Integer, String> addresses(String network, Collection<Integer> nodes);

    List<Vip> vips(int cluster);

    /** Networks of a cluster, the admin network last. */
    List<Network> networks(int cluster);

    /** The Fuel master's address in the admin network, empty if Nailgun has none. */
    String master();

    /** What carries the management and the public network of a node. */
    List<CarriedNetwork> wires(int node);

    /** The cluster's settings that operators edit; an empty object if it has none. */
    ObjectNode settings(int cluster);
}
