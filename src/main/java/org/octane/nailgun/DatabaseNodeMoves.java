package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.octane.nailgun.assign.Assignment;
import org.octane.nailgun.assign.FormerNodes;
import org.octane.nailgun.assign.ServerAddition;
import org.octane.nailgun.assign.SpareServers;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.NewNode;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.read.PlannerCloudReader;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Cloud;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link NodeMoves} in Nailgun's database. */
final class DatabaseNodeMoves implements NodeMoves {

    private final TransactionTemplate transaction;
    private final Tables tables;
    private final Addresses addresses;
    private final Assignment assignment;
    private final ServerAddition addition;
    private final SpareServers spares;
    private final NodeVolumes volumes;

    DatabaseNodeMoves(Tables tables, ServerAddition addition, FormerNodes former, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.tables = tables;
        this.addresses = new Addresses(tables.jdbc(), tables.rows());
        this.assignment = new Assignment(tables, former);
        this.addition = addition;
        this.spares = new SpareServers(tables.jdbc(), tables.rows());
        this.volumes = new NodeVolumes(tables.jdbc());
    }

    @Override
    public List<Cloud.Node> nodes(int cluster) {
        return tables.nodes().of(cluster).stream().map(PlannerCloudReader::node).toList();
    }

    @Override
    public Cloud.Node node(int id) {
        return PlannerCloudReader.node(tables.nodes().get(id));
    }

    @Override
    public List<Address> addresses(int cluster) {
        return addresses.of(cluster);
    }

    @Override
    public void assignControllers(int seed, List<Integer> servers) {
        join(
                seed,
                servers.stream()
                        .map(id -> new NewNode(id, List.of("controller")))
                        .toList());
    }

    @Override
    public void join(int cluster, List<NewNode> nodes) {
        transaction.executeWithoutResult(status -> addition.join(cluster, nodes));
    }

    @Override
    public void assign(int seed, Collection<Integer> nodes, boolean reprovision, List<String> roles) {
        transaction.executeWithoutResult(status -> assignment.toSeed(seed, nodes, reprovision, roles));
    }

    @Override
    public void giveBack(int seed, Collection<Integer> nodes) {
        transaction.executeWithoutResult(status -> assignment.toOriginal(seed, nodes));
    }

    @Override
    public void releaseNode(int node) {
        transaction.executeWithoutResult(status -> {
            tables.nodes().lock(List.of(node));
            spares.release(node);
        });
    }

    @Override
    public void keepPartition(int node, String volume, boolean kept) {
        transaction.executeWithoutResult(status -> {
            tables.nodes().lock(List.of(node));
            volumes.keep(node, volume, kept);
        });
    }

    @Override
    public List<String> keepable(int node) {
        return volumes.keepable(node);
    }

    @Override
    public Optional<Boolean> isKept(int node, String volume) {
        return volumes.isKept(node, volume);
    }
}
