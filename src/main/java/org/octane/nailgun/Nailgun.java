package org.octane.nailgun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.octane.nailgun.assign.Assignment;
import org.octane.nailgun.assign.FormerNodes;
import org.octane.nailgun.assign.ServerAddition;
import org.octane.nailgun.assign.SpareServers;
import org.octane.nailgun.clone.ClusterClone;
import org.octane.nailgun.clone.Comparison;
import org.octane.nailgun.clone.ReleaseClone;
import org.octane.nailgun.clone.SeedRemoval;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Network;
import org.octane.nailgun.model.NewNode;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Task;
import org.octane.nailgun.model.Vip;
import org.octane.nailgun.network.AddressClone;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.read.CloudView;
import org.octane.nailgun.read.NetworkConfiguration;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.Plugins;
import org.octane.nailgun.release.ReleaseRules;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Members;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tasks;
import org.octane.plan.Cloud;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The Nailgun database for everybody else. Each call that changes something is one transaction (or takes part in the
 * caller's), with the rows of the clusters and nodes concerned locked in the order of their ids: of two callers at
 * once, one wins and the other is refused. What is not allowed is refused with {@link org.octane.plan.Refusal} and
 * changes nothing.
 */
public final class Nailgun {

    private final TransactionTemplate transaction;
    private final Relations relations;
    private final Networks networks;
    private final Clusters clusters;
    private final Members members;
    private final Addresses addresses;
    private final Vips vips;
    private final Tasks tasks;
    private final Releases releases;
    private final ClusterClone clone;
    private final FormerNodes former;
    private final Assignment assign;
    private final ServerAddition join;
    private final SeedRemoval removal;
    private final SpareServers spares;
    private final NodeVolumes volumes;
    private final AddressClone addressClone;
    private final ReleaseClone releaseClone;
    private final Comparison comparison;
    private final Plugins plugins;
    private final ClusterAttributes attributes;

    /** @param octane Octane's own database, which keeps the relations of closed upgrades and how nodes were before */
    public Nailgun(DataSource nailgun, DataSource octane, PlatformTransactionManager transactions) {
        var jdbc = new NamedParameterJdbcTemplate(nailgun);
        var rows = new Rows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.relations = new Relations(jdbc, new NamedParameterJdbcTemplate(octane));
        this.networks = new Networks(jdbc);
        this.clusters = new Clusters(jdbc, relations);
        this.members = new Members(jdbc);
        this.addresses = new Addresses(jdbc, rows);
        this.vips = new Vips(jdbc, rows, networks);
        this.tasks = new Tasks(jdbc);
        this.releases = new Releases(jdbc);
        this.clone = new ClusterClone(jdbc, clusters, relations, rows, networks);
        this.former = new FormerNodes(jdbc, octane, rows);
        this.assign = new Assignment(jdbc, clusters, relations, rows, networks, former);
        this.join = new ServerAddition(jdbc, clusters, relations, rows, networks);
        this.removal = new SeedRemoval(jdbc, clusters, relations, rows);
        this.spares = new SpareServers(jdbc, rows);
        this.volumes = new NodeVolumes(jdbc);
        this.addressClone = new AddressClone(jdbc, clusters, relations, rows, networks);
        this.releaseClone = new ReleaseClone(jdbc, clusters, rows);
        this.plugins = new Plugins(jdbc, rows);
        this.attributes = new ClusterAttributes(jdbc);
        this.comparison = new Comparison(clusters, releases, attributes, networks, members);
    }

    public Cluster cluster(int id) {
        return clusters.get(id);
    }

    /** Makes the seed of a cluster. */
    public Cluster clone(int original, String name, int release) {
        return inTransaction(() -> clusters.get(clone.clone(original, name, release)));
    }

    /** The upgrade that the cluster takes part in, as original or as seed. */
    public Optional<Relation> relation(int cluster) {
        return relations.of(cluster);
    }

    /** Ends the relation of an upgrade that is done; does nothing if it has ended. */
    public void closeRelation(int seed) {
        run(() -> relations.close(seed));
        former.forget(seed);
    }

    /** Takes a clone back: nodes become spare servers, rows go. */
    public void removeSeed(int seed) {
        run(() -> removal.remove(seed));
        former.forget(seed);
    }

    /** Spare servers become controllers of the seed, each in the place of one of the original's. */
    public void assignControllers(int seed, List<Integer> servers) {
        join(
                seed,
                servers.stream()
                        .map(id -> new NewNode(id, List.of("controller")))
                        .toList());
    }

    /** Spare servers join a cluster. */
    public void join(int cluster, List<NewNode> nodes) {
        run(() -> join.join(cluster, nodes));
    }

    /**
     * Nodes of the original move to its seed; ids, addresses and disks stay.
     *
     * @param reprovision whether they will be installed anew
     * @param roles empty: those they have
     */
    public void assign(int seed, Collection<Integer> nodes, boolean reprovision, List<String> roles) {
        run(() -> assign.toSeed(seed, nodes, reprovision, roles));
    }

    /** Nodes of a seed move back to its original and are as they were; those that are there already stay. */
    public void giveBack(int seed, Collection<Integer> nodes) {
        run(() -> assign.toOriginal(seed, nodes));
    }

    /** The node's next installation leaves this volume's data alone; such as {@code ceph} or {@code vm}. */
    public void keepPartition(int node, String volume) {
        keepPartition(node, volume, true);
    }

    /** @param kept false: the next installation wipes it */
    public void keepPartition(int node, String volume, boolean kept) {
        run(() -> {
            members.lock(List.of(node));
            volumes.keep(node, volume, kept);
        });
    }

    /** Whether the node's next installation leaves all of this volume's data alone; empty if it has no such volume. */
    public Optional<Boolean> isKept(int node, String volume) {
        return volumes.isKept(node, volume);
    }

    /** The node becomes a spare server. */
    public void releaseNode(int node) {
        run(() -> {
            members.lock(List.of(node));
            spares.release(node);
        });
    }

    /** Nodes of a cluster by id, with the roles they have or will have. */
    public List<Cloud.Node> nodes(int cluster) {
        return members.of(cluster).stream().map(CloudView::node).toList();
    }

    public Cloud.Node node(int id) {
        return CloudView.node(members.get(id));
    }

    /** Addresses of a cluster's nodes in all of its networks, the admin network too. */
    public List<Address> addresses(int cluster) {
        return addresses.of(cluster);
    }

    /** Networks of a cluster, the admin network last. */
    public List<Network> networks(int cluster) {
        return networks.of(cluster);
    }

    public List<Vip> vips(int cluster) {
        return vips.of(cluster);
    }

    /** Gives a seed those of the original's virtual addresses that it lacks. */
    public List<Vip> copyVips(int seed) {
        return inTransaction(() -> {
            clusters.get(seed);
            var relation = relations.ofSeed(seed);
            clusters.lock(relation.original());
            clusters.lock(seed);
            vips.copy(relation, comparison.transformations(relation));
            return vips.of(seed);
        });
    }

    /** Gives the seed's controllers the addresses of the original's in these networks. */
    public List<Address> copyAddresses(int original, List<String> networkNames) {
        return inTransaction(() -> addressClone.copy(original, networkNames));
    }

    /** A release like another, with the networks that the cluster uses now; its id. */
    public int cloneRelease(int cluster, int base) {
        return inTransaction(() -> releaseClone.clone(cluster, base));
    }

    /**
     * What the planner has to know.
     *
     * @param release to reach; null: that of the seed, or without one the highest that the cluster can be upgraded to
     */
    public Cloud cloud(int original, Integer release) {
        return new CloudView(clusters, releases, relations, members).of(original, release);
    }

    /** All releases, lowest version first. */
    public List<Cloud.Release> releases() {
        return releases.all().stream().map(CloudView::release).toList();
    }

    /** What differs between the settings of an original and its seed, each a few words; empty: nothing. */
    public List<String> compareSettings(int original, int seed) {
        return comparison.of(new Relation(original, seed));
    }

    /** Starts a task such as {@code provision} or {@code deployment}; running. */
    public Task startTask(int cluster, String name) {
        return inTransaction(() -> tasks.start(cluster, name));
    }

    public boolean isTaskRunning(int cluster, String name) {
        return tasks.isRunning(cluster, name);
    }

    /**
     * Unless that very sentence is there already: whoever died after raising it raises it again.
     *
     * @param topic discover, done, error, warning or release
     * @param cluster may be null
     * @param node may be null
     */
    public void notifyOnce(String topic, String message, Integer cluster, Integer node) {
        run(() -> tasks.notifyOnce(topic, message, cluster, node));
    }

    Integer closedOriginal(int seed) {
        return relations.closedOriginal(seed);
    }

    ObjectNode networkConfiguration(int cluster) {
        var release = releases.get(clusters.get(cluster).release());
        return NetworkConfiguration.of(networks.parameters(cluster), networks.rows(cluster), vips.of(cluster), release);
    }

    /** Several calls as one transaction. */
    <T> T inTransaction(Supplier<T> calls) {
        return transaction.execute(status -> calls.get());
    }

    /** @throws org.octane.plan.Refusal if a cluster of the one release can't become one of the other */
    public void checkRelease(int from, int to) {
        ReleaseRules.check(releases.get(from), releases.get(to));
    }

    /**
     * Whether a server's disks take what a node of the cluster with these roles has on its own.
     *
     * @throws org.octane.plan.Refusal for which disk there is none
     */
    public void checkDisks(int cluster, int server, List<String> roles) {
        join.checkDisks(cluster, members.get(server), roles);
    }

    /**
     * Whether nodes of a release can be deployed: it has tasks, or the seed has some of its own.
     *
     * @param seed may be null
     */
    public boolean hasDeploymentTasks(int release, Integer seed) {
        return releases.hasTasks(release, seed);
    }

    /** Names of the cluster's enabled plugins that bring deployment tasks of their own. */
    public List<String> pluginsWithTasks(int cluster) {
        return plugins.withTasks(cluster, attributes.of(cluster));
    }

    /** The size of all disks of a node, in MiB. */
    public long diskSpace(int node) {
        return volumes.space(node);
    }

    private void run(Runnable calls) {
        transaction.executeWithoutResult(status -> calls.run());
    }
}
