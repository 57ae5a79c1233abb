package org.octane.astute;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** What is cast for an upgrade, and how Nailgun names its stages on nodes. */
enum CastKind {
    PROVISION("provisioning", "provisioned", 100, "provision", "provision", AstuteSettings::provisionWithin),
    DEPLOY("deploying", "ready", 100, "deploy", "deployment", AstuteSettings::deployWithin),
    REMOVE("removing", "discover", 0, "deletion", "node_deletion", AstuteSettings::removeWithin);

    private final String working;
    private final String done;
    private final int doneProgress;
    private final String errorType;
    private final String task;
    private final Function<AstuteSettings, Duration> within;

    CastKind(
            String working,
            String done,
            int doneProgress,
            String errorType,
            String task,
            Function<AstuteSettings, Duration> within) {
        this.working = working;
        this.done = done;
        this.doneProgress = doneProgress;
        this.errorType = errorType;
        this.task = task;
        this.within = within;
    }

    static CastKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As the column has it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Status of a node meanwhile. */
    String working() {
        return working;
    }

    /** Status of a node after. */
    String done() {
        return done;
    }

    int doneProgress() {
        return doneProgress;
    }

    String errorType() {
        return errorType;
    }

    /** Name of Nailgun's task. */
    String task() {
        return task;
    }

    Duration within(AstuteSettings settings) {
        return within.apply(settings);
    }
}
