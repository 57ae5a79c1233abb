package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.upgrade.ShownUpgrade;
import org.octane.nailgun.upgrade.UpgradeRules;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link ClusterUpgrades} in Nailgun's database. */
final class DatabaseClusterUpgrades implements ClusterUpgrades {

    private final TransactionTemplate transaction;
    private final UpgradeRules rules;
    private final ShownUpgrade shown;

    DatabaseClusterUpgrades(Tables tables, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.rules = new UpgradeRules(tables);
        this.shown = new ShownUpgrade(tables);
    }

    @Override
    public void check(int cluster) {
        transaction.executeWithoutResult(status -> rules.check(cluster));
    }

    @Override
    public boolean isStopped(int cluster) {
        return rules.isStopped(cluster);
    }

    @Override
    public void check(int cluster, Collection<Integer> nodes) {
        transaction.executeWithoutResult(status -> rules.check(cluster, nodes));
    }

    @Override
    public List<Integer> left(int cluster) {
        return rules.left(cluster);
    }

    @Override
    public boolean isPending(int cluster) {
        return rules.isPending(cluster);
    }

    @Override
    public int begin(int cluster, Collection<Integer> nodes, Supplier<InPlaceProgress> progress) {
        return transaction.execute(status -> shown.begin(cluster, nodes, progress));
    }

    @Override
    public Integer show(int cluster, Supplier<InPlaceProgress> progress) {
        return transaction.execute(status -> shown.show(cluster, progress));
    }

    @Override
    public boolean isCutOff(int cluster, InPlaceProgress newest) {
        return shown.isCutOff(cluster, newest);
    }

    @Override
    public void endCutOff(int cluster, InPlaceProgress newest) {
        transaction.executeWithoutResult(status -> shown.endCutOff(cluster, newest));
    }

    @Override
    public List<Integer> clusters() {
        return shown.clusters();
    }
}
