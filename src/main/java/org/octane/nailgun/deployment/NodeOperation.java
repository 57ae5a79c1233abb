package org.octane.nailgun.deployment;

import java.util.List;
import java.util.Locale;

/** What a task does to nodes, and the names that Nailgun has for it. */
public enum NodeOperation {
    PROVISION("provisioning", "provisioned", 100, "provision", "provision", "begin-provisioning"),
    DEPLOY("deploying", "ready", 100, "deploy", "deployment", "begin-deployment"),
    /** A deployment with another release of the same OpenStack; one of many that are a task together. */
    UPDATE("deploying", "ready", 100, "deploy", "update", "begin-deployment"),
    REMOVE("removing", "discover", 0, "deletion", "node_deletion", "begin-removal"),
    /** Deployment tasks that hand the control plane to other controllers; all of them stay ready. */
    SWITCH("switching", "switched", 100, null, "deployment", null);

    private final String working;
    private final String done;
    private final int doneProgress;
    private final String errorType;
    private final String task;
    private final String statement;

    NodeOperation(String working, String done, int doneProgress, String errorType, String task, String statement) {
        this.working = working;
        this.done = done;
        this.doneProgress = doneProgress;
        this.errorType = errorType;
        this.task = task;
        this.statement = statement;
    }

    /** @param text as {@link #text} gives it */
    public static NodeOperation of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Status of a node while the task runs. */
    public String working() {
        return working;
    }

    /** Status of a node after the task. */
    public String done() {
        return done;
    }

    /** Whether a node with this status is as far as this operation brings it, or further. */
    public boolean isReachedBy(String status) {
        return switch (this) {
            case PROVISION -> List.of("provisioned", "deploying", "ready").contains(status);
            case DEPLOY, UPDATE, REMOVE -> status.equals(done);
            // No row of a node tells.
            case SWITCH -> false;
        };
    }

    /** Whether Puppet works on nodes that stay installed. */
    public boolean deploys() {
        return this == DEPLOY || this == UPDATE;
    }

    /** Whether nodes lose their system. */
    public boolean erases() {
        return this == PROVISION || this == REMOVE;
    }

    /** Whether rows of nodes follow it, and the status of their cluster. */
    boolean changesNodes() {
        return this != SWITCH;
    }

    /** Whether it has a task of Nailgun of its own, which ends with it; an update's goes on with the next node. */
    public boolean isTask() {
        return this != UPDATE;
    }

    /** Progress of a node after the task. */
    int doneProgress() {
        return doneProgress;
    }

    /** Type of the error of a node on which the task failed. */
    String errorType() {
        return errorType;
    }

    /** Name of Nailgun's task. */
    String task() {
        return task;
    }

    /** The same at the beginning of a sentence. */
    String title() {
        return this == SWITCH
                ? "Switch of the control plane"
                : task.substring(0, 1).toUpperCase(Locale.ROOT) + task.substring(1);
    }

    /** Name of the SQL that begins it for a node, where it changes nodes. */
    String statement() {
        return "nailgun/deployment/" + statement;
    }
}
