package org.octane.nailgun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.octane.nailgun.assign.FormerNodes;
import org.octane.nailgun.assign.ServerAddition;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.model.Version;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.read.NetworkConfiguration;
import org.octane.nailgun.read.PlannerCloudReader;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.rows.Tasks;
import org.octane.sql.Database;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The Nailgun database for everybody else, as a few interfaces. Each call that changes something is one transaction (or
 * takes part in the caller's), with the rows of the clusters and nodes concerned locked in the order of their ids: of two
 * callers at once, one wins and the other is refused. What is not allowed is refused with {@link org.octane.plan.Refusal}
 * and changes nothing.
 */
public final class Nailgun {

    private final TransactionTemplate transaction;
    private final Tables tables;
    private final Networks networks;
    private final Vips vips;
    private final Tasks tasks;
    private final PlannerCloudReader clouds;
    private final Seeds seeds;
    private final NodeMoves moves;
    private final UpgradeChecks checks;
    private final Updates updates;
    private final VersionedSettings versions;
    private final ClusterUpgrades upgrades;

    public Nailgun(Database nailgun, Database octane) {
        this(nailgun, octane, PluginSettings.NONE);
    }

    /**
     * @param octane Octane's own database, which keeps the relations of closed upgrades and how nodes were before
     * @param plugins are asked when a cluster is to reach another release
     */
    public Nailgun(Database nailgun, Database octane, PluginSettings plugins) {
        this.transaction = nailgun.transaction();
        this.tables = Tables.of(nailgun, octane);
        this.networks = new Networks(tables.jdbc());
        this.vips = new Vips(tables.jdbc(), tables.rows(), networks);
        this.tasks = new Tasks(tables.jdbc());
        this.clouds = new PlannerCloudReader(tables);
        var former = new FormerNodes(tables.jdbc(), octane, tables.rows());
        var addition = new ServerAddition(tables);
        this.seeds = new DatabaseSeeds(tables, vips, former, transaction);
        this.moves = new DatabaseNodeMoves(tables, addition, former, transaction);
        this.checks = new DatabaseUpgradeChecks(tables, addition, tasks);
        this.updates = new DatabaseUpdates(tables, transaction);
        this.versions = new DatabaseVersionedSettings(tables, plugins, transaction);
        this.upgrades = new DatabaseClusterUpgrades(tables, transaction);
    }

    public Seeds seeds() {
        return seeds;
    }

    public NodeMoves moves() {
        return moves;
    }

    public UpgradeChecks checks() {
        return checks;
    }

    public Updates updates() {
        return updates;
    }

    public VersionedSettings versions() {
        return versions;
    }

    public ClusterUpgrades upgrades() {
        return upgrades;
    }

    public CloudReader clouds() {
        return clouds::of;
    }

    public Notifier notifier() {
        return (topic, message, cluster, node) ->
                transaction.executeWithoutResult(status -> tasks.notifyOnce(topic, message, cluster, node));
    }

    /** The highest of all releases' versions; empty: none has a number of Fuel's. */
    Optional<Version> highestVersion() {
        return tables.releases().names().stream()
                .map(Release::version)
                .filter(version -> version.number().isPresent())
                .reduce((lower, higher) -> higher);
    }

    Tasks tasks() {
        return tasks;
    }

    Integer closedOriginal(int seed) {
        return tables.relations().closedOriginal(seed);
    }

    ObjectNode networkConfiguration(int cluster) {
        var release = tables.releases().get(tables.clusters().get(cluster).release());
        return NetworkConfiguration.of(networks.parameters(cluster), networks.rows(cluster), vips.of(cluster), release);
    }

    /** Several calls as one transaction. */
    <T> T inTransaction(Supplier<T> calls) {
        return transaction.execute(status -> calls.get());
    }
}
