package org.octane.preflight.nailgun;

import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** What the upgrade will read of the cluster in Nailgun's database can be read. */
public final class ReadableRows implements Check {

    private final UpgradeChecks nailgun;

    public ReadableRows(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "nailgun-rows";
    }

    @Override
    public String why() {
        return "Nodes are deployed with what Nailgun's rows say; where they can't be read the upgrade would stop half-way.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var found = upgrade.clusters().stream()
                .flatMap(cluster ->
                        nailgun.unreadable(cluster, upgrade.cloud().target().id()).stream())
                .distinct()
                .toList();
        return found.isEmpty()
                ? Verdict.passed("What Nailgun has of the cluster can be read.")
                : Verdict.failed(
                        String.join(" ", found),
                        "Correct each in Nailgun's database, such as from a backup of it; then look again, since more may come"
                                + " to light.");
    }
}
