package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.Map;
import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Each node that moves has a volume of its own for the data of its roles. */
public final class DataVolumes implements Check {

    private static final Map<String, String> VOLUMES = Map.of("ceph-osd", "ceph", "cinder", "cinder", "compute", "vm");

    private final UpgradeChecks nailgun;

    public DataVolumes(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "data-volumes";
    }

    @Override
    public String why() {
        return "OSDs, volumes and disks of VMs stay on their node while its system is installed anew; data on the system's own volume"
                + " would be lost.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var moving = upgrade.inBatches();
        var found = new ArrayList<String>();
        for (var node : upgrade.cloud().nodes()) {
            VOLUMES.forEach((role, volume) -> {
                if (moving.contains(node.id()) && node.has(role) && !nailgun.hasVolume(node.id(), volume)) {
                    found.add(node.hostname() + " has no volume '" + volume + "'");
                }
            });
        }
        return found.isEmpty()
                ? Verdict.passed("What stays on disks has volumes of its own on " + Verdict.nodes(moving.size()) + ".")
                : Verdict.failed(
                        "The data of these nodes could not be kept: " + Verdict.listed(found) + ".",
                        "Look at the disks of these nodes in Fuel; move what is on them away, and deploy them again.");
    }
}
