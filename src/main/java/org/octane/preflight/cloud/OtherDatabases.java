package org.octane.preflight.cloud;

import java.util.Map;
import org.octane.plan.catalogue.ServingSide;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** All databases of the cloud are among those that are moved and migrated. */
public final class OtherDatabases implements Check {

    @Override
    public String name() {
        return "other-databases";
    }

    @Override
    public String why() {
        return "Keystone's, nova's, heat's, glance's, neutron's and cinder's databases are moved and migrated; one of another service or a"
                + " plugin stays behind as it is, and its service finds nothing.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.serving() == ServingSide.SWITCHING || upgrade.serving() == ServingSide.SEED
                ? "The databases have moved."
                : NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var others = probes.answer(upgrade.originalController(), "databases", Map.of())
                .of("others");
        return others.isBlank()
                ? Verdict.passed("MySQL has no database that is not moved.")
                : Verdict.failed(
                        "MySQL has databases that Octane neither moves nor migrates: " + others + ".",
                        "Drop those that nobody needs; move the others by hand when the control plane has switched, and accept that:"
                                + " --ignore other-databases");
    }
}
