package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterReader;
import org.octane.nailgun.deployment.DeploymentStates;
import org.octane.nailgun.deployment.Machine;
import org.octane.nailgun.deployment.NodeState;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.nailgun.deployment.ReportWriter;
import org.octane.nailgun.deployment.TaskReport;
import org.octane.nailgun.deployment.TaskStart;
import org.octane.nailgun.deployment.TaskState;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Deployments} in Nailgun's database. */
final class DatabaseDeployments implements Deployments {

    private final TransactionTemplate transaction;
    private final ClusterReader reader;
    private final NamedParameterJdbcTemplate nailgun;
    private final Rows rows;
    private final TaskStart start;
    private final ReportWriter reports;
    private final DeploymentStates states;

    DatabaseDeployments(NamedParameterJdbcTemplate nailgun, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.reader = new ClusterReader(nailgun);
        this.nailgun = nailgun;
        this.rows = new Rows(nailgun);
        this.start = new TaskStart(nailgun, transaction, rows);
        this.reports = new ReportWriter(nailgun);
        this.states = new DeploymentStates(nailgun);
    }

    @Override
    public ClusterData cluster(int cluster) {
        return reader.read(cluster);
    }

    @Override
    public ClusterData cluster(int cluster, int release) {
        return reader.read(cluster, release);
    }

    @Override
    public ClusterData update(int cluster, int release) {
        return reader.readUpdate(cluster, release);
    }

    @Override
    public ClusterData clusterFor(int cluster, Collection<Integer> nodes) {
        return reader.readFor(cluster, nodes);
    }

    @Override
    public <T> T start(OperationTask task, Supplier<T> message) {
        return start.start(task, message);
    }

    @Override
    public void handOverPrimary(int cluster, Collection<Integer> nodes) {
        var statement = rows.has("nodes", "primary_tags") ? "hand-over-primary-tag" : "hand-over-primary";
        nailgun.update(Sql.of("nailgun/deployment/" + statement), Map.of("cluster", cluster, "nodes", nodes));
    }

    @Override
    public void progress(OperationTask task, TaskReport report) {
        transaction.executeWithoutResult(status -> reports.progress(task, report));
    }

    @Override
    public void end(OperationTask task, TaskReport report) {
        transaction.executeWithoutResult(status -> reports.end(task, report));
    }

    @Override
    public void giveUp(OperationTask task, String error) {
        transaction.executeWithoutResult(status -> reports.giveUp(task, error));
    }

    @Override
    public boolean endUnheard(OperationTask task, String error) {
        return Boolean.TRUE.equals(transaction.execute(status -> reports.endUnheard(task, error)));
    }

    @Override
    public List<NodeState> nodes(Collection<Integer> nodes) {
        return states.of(nodes);
    }

    @Override
    public List<Machine> machines(Collection<Integer> nodes) {
        return states.machines(nodes);
    }

    @Override
    public TaskState task(UUID task) {
        return states.of(task);
    }
}
