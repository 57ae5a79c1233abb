package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.Optional;
import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** What tenants store is where it is found again: images not on controllers that stay behind, and disks of VMs where VMs can move. */
public final class StorageBackends implements Check {

    private final UpgradeChecks nailgun;

    public StorageBackends(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public String why() {
        return "New controllers get databases and Ceph's monitors, and no files: images and objects that Swift keeps on the original's"
                + " controllers stay there. A VM whose disk is on its compute can't move to another one.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var storage = nailgun.storage(upgrade.cloud().original());
        var found = new ArrayList<String>();
        var remedies = new ArrayList<String>();
        if (!upgrade.isWithoutSeed()) {
            if (isNotInCeph(storage.images())) {
                found.add(sentence("images", storage.images(), "on the controllers (Swift), and are not moved"));
                remedies.add("Move images to Ceph first (Glance with its RBD store).");
            }
            if (isNotInCeph(storage.objects())) {
                found.add(sentence("objects", storage.objects(), "on the controllers (Swift), and are not moved"));
                remedies.add("Move objects to a store of their own, or see that there are none.");
            }
        }
        if (upgrade.options().liveMigration() && !upgrade.evacuated().isEmpty() && isNotInCeph(storage.vmDisks())) {
            found.add(sentence("disks of VMs", storage.vmDisks(), "on the computes, so that no VM can move"));
            remedies.add(
                    "Let VMs be stopped, with their disks kept, while their compute is installed: --live-migration false");
        }
        return found.isEmpty()
                ? Verdict.passed("What tenants store is in Ceph, or stays in its place.")
                : Verdict.failed(String.join(" ", found), String.join(" ", remedies));
    }

    private static boolean isNotInCeph(Optional<Boolean> inCeph) {
        return !inCeph.orElse(false);
    }

    private static String sentence(String what, Optional<Boolean> known, String where) {
        return known.isPresent()
                ? "The " + what + " of this cloud are " + where + "."
                : "The settings of the cluster do not say whether its " + what + " are in Ceph.";
    }
}
