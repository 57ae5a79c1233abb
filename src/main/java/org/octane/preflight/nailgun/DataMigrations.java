package org.octane.preflight.nailgun;

import java.util.List;
import org.octane.nailgun.UpgradeChecks;
import org.octane.nailgun.model.Version;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The services' own migrations are all that the databases need. */
public final class DataMigrations implements Check {

    /** Fuel's number for Liberty. */
    private static final int LIBERTY = 8;
    /** And for Kilo. */
    private static final int KILO = 7;

    private final UpgradeChecks nailgun;

    public DataMigrations(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "data-migrations";
    }

    @Override
    public String why() {
        return "Fuel 7.0 and 8.0 call the host of a volume differently: cinder no longer finds whom to ask for one,"
                + " and it can neither be attached nor deleted.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var from = upgrade.cloud().release().version();
        var to = upgrade.cloud().target().version();
        for (var release : List.of(upgrade.cloud().release(), upgrade.cloud().target())) {
            if (Version.of(release.version()).number().isEmpty()) {
                return Verdict.failed(
                        Version.unnumbered(release.id(), release.version())
                                + ": nobody knows which data has to be migrated.",
                        Version.cure(release.id()));
            }
        }
        if (fuel(from) != KILO || fuel(to) < LIBERTY) {
            return Verdict.passed("From " + from + " to " + to + " the services' own migrations are enough.");
        }
        return nailgun.storage(upgrade.cloud().original()).volumes().orElse(false)
                ? Verdict.passed("The hosts of volumes in Ceph get the names that they have in " + to + ".")
                : Verdict.failed(
                        "Volumes of " + from + " that are not in Ceph have hosts that cinder of " + to
                                + " doesn't know, and Octane renames those of Ceph only.",
                        "When the control plane has moved, rename them yourself on a controller of the seed with"
                                + " 'cinder-manage volume update_host --currenthost OLD --newhost NEW'.");
    }

    /** @param version as Nailgun has it: {@code 2015.1.0-7.0}, {@code liberty-8.0} */
    private static int fuel(String version) {
        return Version.of(version).number().orElseThrow();
    }
}
