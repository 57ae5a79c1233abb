package org.octane.preflight.room;

import java.util.Map;
import org.octane.nailgun.VersionedSettings;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The root file system of a controller that is installed on its databases has room for the dump that is made of them there. */
public final class RoomOnRoot implements Check {

    private static final String INSTALLED = "keep-database-partition";
    private static final long MARGIN = 64;

    /** What the operating system and OpenStack take, in MiB. */
    private static final long SYSTEM = 10 * 1024;

    private final VersionedSettings versions;

    public RoomOnRoot(VersionedSettings versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return "room-on-root";
    }

    @Override
    public String why() {
        return "Its migrations can only begin anew from that dump; a root file system that runs full stops the controller while the"
                + " API is closed.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        int node = upgrade.steps()
                .filter(step -> step.name().equals(INSTALLED))
                .findFirst()
                .orElseThrow()
                .nodes()
                .get(0);
        var name = upgrade.name(node);
        var root = versions.root(node);
        if (root.isEmpty()) {
            return Verdict.failed(
                    "Nailgun doesn't tell how big the root file system of " + name + " will be.",
                    "See its disks in Fuel, and prepare the release again.");
        }
        var sizes = DatabaseSizes.of(probes.answer(upgrade.originalController(), "databases", Map.of()));
        long wanted = SYSTEM + sizes.data() + sizes.monitor() + MARGIN;
        var sentence =
                "On the root file system of %s system, dump and archive take %d MiB at most, it will have %d MiB."
                        .formatted(name, wanted, root.getAsLong());
        return root.getAsLong() >= wanted
                ? Verdict.passed(sentence)
                : Verdict.failed(
                        sentence,
                        "Give its root volume more room in Fuel and deploy it again, or take old rows out of the databases.");
    }
}
