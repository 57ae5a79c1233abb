package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.version.InPlaceCloud;
import org.octane.nailgun.version.KeptVolumes;
import org.octane.nailgun.version.OthersAtWork;
import org.octane.nailgun.version.PendingRelease;
import org.octane.nailgun.version.VersionedUpgrade;
import org.octane.plan.Cloud;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link VersionedSettings} in Nailgun's database. */
final class DatabaseVersionedSettings implements VersionedSettings {

    private final TransactionTemplate transaction;
    private final PendingRelease pending;
    private final VersionedUpgrade upgrade;
    private final OthersAtWork others;
    private final InPlaceCloud clouds;
    private final KeptVolumes kept;

    DatabaseVersionedSettings(Tables tables, PluginSettings plugins, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.pending = new PendingRelease(tables, plugins);
        this.upgrade = new VersionedUpgrade(tables);
        this.others = new OthersAtWork(tables);
        this.clouds = new InPlaceCloud(tables);
        this.kept = new KeptVolumes(tables);
    }

    @Override
    public Optional<SettingsVersions> of(int cluster) {
        return upgrade.of(cluster);
    }

    @Override
    public Cloud cloud(int cluster, Integer release) {
        return clouds.of(cluster, release);
    }

    @Override
    public void prepare(int cluster, int release, Collection<String> without) {
        run(() -> pending.prepare(cluster, release, without));
    }

    @Override
    public List<String> incompatiblePlugins(int cluster, int release) {
        return pending.incompatiblePlugins(cluster, release);
    }

    @Override
    public void withdraw(int cluster) {
        run(() -> pending.withdraw(cluster));
    }

    @Override
    public void begin(int cluster) {
        run(() -> upgrade.begin(cluster));
    }

    @Override
    public void cancel(int cluster) {
        run(() -> upgrade.cancel(cluster));
    }

    @Override
    public int release(int node) {
        return upgrade.release(node);
    }

    @Override
    public void move(Collection<Integer> nodes, int release) {
        run(() -> upgrade.move(nodes, release));
    }

    @Override
    public void switchOver(int cluster) {
        run(() -> upgrade.switchOver(cluster));
    }

    @Override
    public List<String> goBack(int cluster) {
        return transaction.execute(status -> upgrade.goBack(cluster));
    }

    @Override
    public void close(int cluster) {
        run(() -> upgrade.close(cluster));
    }

    @Override
    public List<String> changed(int cluster) {
        return upgrade.changed(cluster);
    }

    @Override
    public List<String> unkeepable(int node, Collection<String> required, Predicate<String> others) {
        return kept.unkeepable(node, required, others);
    }

    @Override
    public OptionalLong root(int node) {
        return kept.root(node);
    }

    @Override
    public List<String> others(int cluster, Predicate<UUID> own) {
        return others.of(cluster, own);
    }

    @Override
    public List<Integer> clustersInUpgrade() {
        return others.clustersInUpgrade();
    }

    private void run(Runnable call) {
        transaction.executeWithoutResult(status -> call.run());
    }
}
