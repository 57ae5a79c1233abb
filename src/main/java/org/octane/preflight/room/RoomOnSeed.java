package org.octane.preflight.room;

import java.util.Map;
import org.octane.nailgun.UpgradeChecks;
import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** There is room for dumps and databases where they move to. */
public final class RoomOnSeed implements Check {

    private static final long MARGIN = 64;

    /** What the operating system and OpenStack take, in MiB. */
    private static final long SYSTEM = 10 * 1024;

    private final UpgradeChecks nailgun;

    public RoomOnSeed(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "room-on-seed";
    }

    @Override
    public String why() {
        return "A restore that runs out of room leaves the cloud without databases while its API is closed.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var sizes = DatabaseSizes.of(probes.answer(upgrade.originalController(), "databases", Map.of()));
        // The original's dump, the seed's own one, and what is restored.
        long dumps = 2 * sizes.data() + sizes.monitor() + MARGIN;
        long restored = sizes.data() + sizes.index() + MARGIN;
        return upgrade.servers().isEmpty()
                ? onController(upgrade, probes, dumps, restored)
                : onServers(upgrade, SYSTEM + dumps + restored);
    }

    private static Verdict onController(PlannedUpgrade upgrade, NodeProbes probes, long dumps, long restored) {
        var seed = upgrade.cloud().seed("controller");
        if (seed.isEmpty()) {
            return Verdict.failed("The seed has no controller.", "Add controllers to it.");
        }
        var said = probes.answer(seed.get(0).id(), "room", Map.of());
        boolean shared = said.of("shared").equals("yes");
        long free = said.number("free");
        long databases = said.number("databases-free");
        var sentence = "On " + seed.get(0).hostname() + " dumps take " + dumps + " MiB at most and databases "
                + restored + " MiB; " + free + (shared ? " MiB are free." : " and " + databases + " MiB are free.");
        boolean fits = shared ? free >= dumps + restored : free >= dumps && databases >= restored;
        return fits
                ? Verdict.passed(sentence)
                : Verdict.failed(sentence, "Make room under /var/lib there, or take databases' old rows out.");
    }

    /** They get an original controller's layout; whether it fits is another check's affair. */
    private Verdict onServers(PlannedUpgrade upgrade, long wanted) {
        var small = upgrade.servers().stream()
                .filter(server -> nailgun.diskSpace(server.id()) < wanted)
                .map(Cloud.Node::hostname)
                .toList();
        return small.isEmpty()
                ? Verdict.passed("System, dumps and databases take " + wanted + " MiB; every spare server has them.")
                : Verdict.failed(
                        "System, dumps and databases take " + wanted + " MiB, too much for " + Verdict.listed(small)
                                + ".",
                        "Name servers with bigger disks: --controllers");
    }
}
