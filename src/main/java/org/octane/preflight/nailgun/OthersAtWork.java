package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Predicate;
import org.octane.nailgun.VersionedSettings;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Nobody else works on a cluster that goes to another release in place. */
public final class OthersAtWork implements Check {

    private final VersionedSettings versions;
    private final Predicate<UUID> own;

    /** @param own whether a task of Nailgun is one of Octane's */
    public OthersAtWork(VersionedSettings versions, Predicate<UUID> own) {
        this.versions = versions;
        this.own = own;
    }

    @Override
    public String name() {
        return "others-at-work";
    }

    @Override
    public String why() {
        return "While a cluster is in upgrade Octane lets nobody else install, deploy, add or remove its nodes; a Nailgun beside"
                + " it knows of no such status and can do all of it, with settings of the wrong release.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        var masterOnly = NotApplicable.withoutCluster(upgrade);
        if (masterOnly != null) {
            return masterOnly;
        }
        return versions.of(upgrade.cloud().original()).isPresent()
                ? null
                : "The cluster has settings for one release only.";
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        int cluster = upgrade.cloud().original();
        var found = new ArrayList<>(versions.others(cluster, own));
        versions.changed(cluster)
                .forEach(changed -> found.add(
                        "Only the settings in force of cluster %d were changed: %s.".formatted(cluster, changed)));
        return found.isEmpty()
                ? Verdict.passed("Nobody else is at work on cluster " + cluster
                        + "; Octane sees to it in its own API, but a Nailgun beside it can still be used by others.")
                : Verdict.failed(
                        String.join(" ", found),
                        "Take back in Nailgun what was done there, and see that nobody uses it until the upgrade is"
                                + " closed.");
    }
}
