package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.nailgun.read.PlannerCloudReader;
import org.octane.nailgun.rows.Nodes;
import org.octane.plan.Cloud;

/** {@link NodeDirectory} in Nailgun's database. */
record DatabaseNodeDirectory(Nodes nodes) implements NodeDirectory {

    @Override
    public boolean exists(int node) {
        return nodes.exists(node);
    }

    @Override
    public Optional<String> address(int node) {
        return nodes.address(node);
    }

    @Override
    public Map<Integer, String> hostnames(Collection<Integer> ids) {
        return nodes.hostnames(ids);
    }

    @Override
    public List<Cloud.Node> nodes(Collection<Integer> ids) {
        return nodes.known(ids).stream().map(PlannerCloudReader::node).toList();
    }
}
