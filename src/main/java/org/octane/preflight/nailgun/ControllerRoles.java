package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.List;
import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The original's controllers, which leave the networks at the switch, have nothing on them that the cloud goes on to need. */
public final class ControllerRoles implements Check {

    private static final String CONTROLLER = "controller";
    private static final String CINDER = "cinder";

    private final UpgradeChecks nailgun;

    public ControllerRoles(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "controller-roles";
    }

    @Override
    public String why() {
        return "At the switch the original's controllers are cut off the networks: OSDs, VMs, volumes and databases of other roles on"
                + " them would be gone for the cloud.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.isWithoutSeed()
                ? "The controllers stay in their cluster."
                : NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        boolean volumesInCeph =
                nailgun.storage(upgrade.cloud().original()).volumes().orElse(false);
        var found = new ArrayList<String>();
        var controllers = upgrade.cloud().original(CONTROLLER);
        for (var node : controllers) {
            var others = others(node.roles(), volumesInCeph);
            if (!others.isEmpty()) {
                found.add(node.hostname() + " has role " + String.join(", ", others));
            }
        }
        return found.isEmpty()
                ? Verdict.passed("Nothing but controllers: " + Verdict.nodes(controllers.size()) + ".")
                : Verdict.failed(
                        "Controllers of the original have more than that on them: " + String.join("; ", found) + ".",
                        "Upgrade this cluster with --strategy in-place, or move these roles to other nodes first.");
    }

    /** A cinder whose volumes are in Ceph keeps nothing itself. */
    private static List<String> others(List<String> roles, boolean volumesInCeph) {
        return roles.stream()
                .filter(role -> !role.equals(CONTROLLER) && !(role.equals(CINDER) && volumesInCeph))
                .toList();
    }
}
