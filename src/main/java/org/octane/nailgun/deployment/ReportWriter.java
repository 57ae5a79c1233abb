package org.octane.nailgun.deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Writes what Astute says into Nailgun's rows, in the place of Nailgun's own receiver. The caller gives the transaction. */
public final class ReportWriter {

    private static final Logger log = LoggerFactory.getLogger(ReportWriter.class);

    private final NodeProgress nodes;
    private final TaskProgress progress;
    private final TaskEnd end;
    private final RemovalEnd removal;
    private final DeploymentStates states;

    public ReportWriter(NamedParameterJdbcTemplate nailgun) {
        this.nodes = new NodeProgress(nailgun);
        this.progress = new TaskProgress(nailgun);
        this.end = new TaskEnd(nailgun, nodes, progress);
        this.removal = new RemovalEnd(nailgun);
        this.states = new DeploymentStates(nailgun);
    }

    /** The task goes on. */
    public void progress(OperationTask task, TaskReport report) {
        if (isGone(task)) {
            return;
        }
        if (task.operation().changesNodes()) {
            report.nodes().forEach(node -> nodes.node(task, node, false));
        }
        progress.running(task, report);
    }

    /** Astute has ended the task. */
    public void end(OperationTask task, TaskReport report) {
        if (isGone(task)) {
            return;
        }
        if (task.operation() == NodeOperation.REMOVE) {
            removal.heard(task, report);
        } else {
            end.heard(task, report);
        }
    }

    /** Whoever deletes a task, as a reset of its cluster does, wants nothing more of it. */
    private boolean isGone(OperationTask task) {
        var gone = task.operation().isTask() && states.of(task.uuid()) == TaskState.ABSENT;
        if (gone) {
            log.atWarn()
                    .addKeyValue("task", task.uuid())
                    .log("Nailgun's task is deleted: what Astute says of it is not written");
        }
        return gone;
    }

    /**
     * Nobody has heard the task's end: it ended well if each of its nodes has said that it is done.
     *
     * @param error what is noted if not all are
     * @return whether all are
     */
    public boolean endUnheard(OperationTask task, String error) {
        var done = states.of(task.nodes()).stream().allMatch(node -> node.reached(task.operation()));
        if (done) {
            unheard(task, true, null);
        } else {
            giveUp(task, error);
        }
        return done;
    }

    /** Nobody carries the task out. */
    public void giveUp(OperationTask task, String error) {
        unheard(task, false, error);
    }

    private void unheard(OperationTask task, boolean done, String error) {
        if (task.operation() == NodeOperation.REMOVE) {
            removal.unheard(task, done, error);
        } else {
            end.unheard(task, done, error);
        }
    }
}
