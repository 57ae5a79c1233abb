package org.octane.preflight.room;

import java.util.Map;
import org.octane.plan.catalogue.ServingSide;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** There is room for the dump where the databases are. */
public final class RoomOnOriginal implements Check {

    private static final long MARGIN = 64;

    @Override
    public String name() {
        return "room-on-original";
    }

    @Override
    public String why() {
        return "A controller whose disk runs full stops its databases, and with them the cloud.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.serving() == ServingSide.SWITCHING ? "The databases and monitors have moved." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var sizes = DatabaseSizes.of(probes.answer(upgrade.originalController(), "databases", Map.of()));
        var kept = upgrade.subjectsOf(name());
        long wanted = MARGIN
                + (kept.contains("databases") ? sizes.data() : 0)
                + (kept.contains("monitor") ? sizes.monitor() : 0);
        var sentence = "On " + upgrade.name(upgrade.originalController()) + " dump and archive take " + wanted
                + " MiB at most, " + sizes.free() + " MiB are free.";
        return sizes.free() >= wanted
                ? Verdict.passed(sentence)
                : Verdict.failed(sentence, "Make room under /var/lib there.");
    }
}
