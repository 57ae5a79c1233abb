package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.List;
import org.octane.nailgun.UpgradeChecks;
import org.octane.plan.Refusal;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The servers that become the seed's controllers have disks for what is on a controller's. */
public final class SpareDisks implements Check {

    private static final List<String> ROLES = List.of("controller");

    private final UpgradeChecks nailgun;

    public SpareDisks(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "spare-disks";
    }

    @Override
    public String why() {
        return "The seed's controllers get the disk layout of the original's.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.servers().isEmpty() ? "No spare server is needed." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var small = new ArrayList<String>();
        for (var server : upgrade.servers()) {
            try {
                nailgun.checkDisks(upgrade.cloud().original(), server.id(), ROLES);
            } catch (Refusal e) {
                small.add(server.hostname() + ": " + e.getMessage());
            }
        }
        return small.isEmpty()
                ? Verdict.passed("A controller's disk layout fits on "
                        + Verdict.nodes(upgrade.servers().size()) + ".")
                : Verdict.failed(Verdict.listed(small), "Name servers with bigger disks: --controllers");
    }
}
