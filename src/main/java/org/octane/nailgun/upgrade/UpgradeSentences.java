package org.octane.nailgun.upgrade;

import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.model.InPlaceProgress.State;

/** What Nailgun's users read of an upgrade, in the sentences that Nailgun has for its own tasks. */
final class UpgradeSentences {

    private UpgradeSentences() {}

    /** Null while it goes on. */
    static String of(Cluster cluster, InPlaceProgress progress) {
        return switch (progress.state()) {
            case RUNNING -> null;
            case FAILED -> "Upgrade has failed." + (progress.message() == null ? "" : " " + progress.message());
            case DONE -> "Upgrade of %s is done. ".formatted(what(cluster, progress));
            case ABORTED -> "Upgrade of %s was ended before all was done.".formatted(what(cluster, progress));
            case GOING_BACK -> "Upgrade of %s is taken back.".formatted(what(cluster, progress));
            case FAILED_GOING_BACK ->
                "Rollback has failed." + (progress.message() == null ? "" : " " + progress.message());
            case BACK -> "Rollback of %s is done. ".formatted(what(cluster, progress));
        };
    }

    static String topic(State state) {
        return switch (state) {
            case RUNNING, DONE, BACK -> "done";
            case FAILED, FAILED_GOING_BACK -> "error";
            case ABORTED, GOING_BACK -> "warning";
        };
    }

    private static String what(Cluster cluster, InPlaceProgress progress) {
        var environment = "environment '%s'".formatted(cluster.name());
        if (progress.state() == State.DONE && !cluster.isInUpgrade()) {
            return environment;
        }
        return (progress.nodes() ? "nodes of " : "the controllers of ") + environment;
    }
}
