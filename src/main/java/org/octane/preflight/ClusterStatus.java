package org.octane.preflight;

import org.octane.nailgun.UpgradeChecks;

/** Nailgun thinks well of the cluster that serves. */
final class ClusterStatus implements Check {

    private static final String WELL = "operational";

    private final UpgradeChecks nailgun;

    ClusterStatus(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "cluster-status";
    }

    @Override
    public String why() {
        return "What the last deployment left half done would be copied into the new cloud.";
    }

    @Override
    public String needless(Subject subject) {
        return Needless.withoutCluster(subject);
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var cloud = subject.cloud();
        int cluster = subject.standing() == Standing.SEED && cloud.seed() != null ? cloud.seed() : cloud.original();
        var status = nailgun.status(cluster);
        return WELL.equals(status)
                ? Verdict.passed("Cluster " + cluster + " is " + WELL + ".")
                : Verdict.failed(
                        "Cluster " + cluster + " is in status " + status + ", not " + WELL + ".",
                        "Let its deployment come to a good end first.");
    }
}
