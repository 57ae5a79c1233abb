package org.octane.nailgun;

import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.update.UpdateTargets;
import org.octane.nailgun.update.UpdateTask;
import org.octane.plan.Cloud;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Updates} in Nailgun's database. */
final class DatabaseUpdates implements Updates {

    private final TransactionTemplate transaction;
    private final UpdateTargets targets;
    private final UpdateTask task;

    DatabaseUpdates(Tables tables, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.targets = new UpdateTargets(tables);
        this.task = new UpdateTask(tables.jdbc());
    }

    @Override
    public Cloud cloud(int cluster, Integer release) {
        return targets.cloud(cluster, release);
    }

    @Override
    public int target(int cluster, Integer release) {
        return targets.target(cluster, release).id();
    }

    @Override
    public int begin(int cluster, int release) {
        return transaction.execute(status -> task.begin(cluster, release));
    }

    @Override
    public int goOn(int cluster) {
        return transaction.execute(status -> task.goOn(cluster));
    }

    @Override
    public boolean isUnderWay(int cluster) {
        return task.isUnderWay(cluster);
    }

    @Override
    public void fail(int cluster, String error) {
        transaction.executeWithoutResult(status -> task.fail(cluster, error));
    }

    @Override
    public void finish(int cluster, int release) {
        transaction.executeWithoutResult(status -> task.finish(cluster, release));
    }

    @Override
    public boolean isFinished(int cluster, int release) {
        return task.isFinished(cluster, release);
    }

    @Override
    public String repositories(int cluster, int release) {
        return task.repositories(cluster, release);
    }
}
