package org.octane.preflight.reach;

import java.util.function.IntFunction;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;
import org.octane.probe.FirstLook;

/** What is probed while the upgrade runs answers now; a mistyped address would be an outage that nobody measures. */
public final class ProbedTargets implements Check {

    private final IntFunction<FirstLook.Found> first;

    /** @param first asks what would be probed of a cluster */
    public ProbedTargets(IntFunction<FirstLook.Found> first) {
        this.first = first;
    }

    @Override
    public String name() {
        return "probed-targets";
    }

    @Override
    public String why() {
        return "No outage is measured of what has never answered, and no limit can pause the upgrade because of one.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return switch (upgrade.serving()) {
            case MAINTENANCE, SWITCHING -> "The APIs are closed since the databases moved.";
            case NO_CLUSTER, ORIGINAL, SEED -> NotApplicable.withoutCluster(upgrade);
        };
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var found = first.apply(upgrade.cloud().original());
        if (found.silent().isEmpty()) {
            return Verdict.passed(
                    found.asked() == 0
                            ? "The server probes nothing itself."
                            : "All that is probed answers: " + found.asked()
                                    + (found.asked() == 1 ? " target." : " targets."));
        }
        var silent = Verdict.listed(found.silent().stream()
                .map(one -> one.name() + " (" + one.address() + ")")
                .toList());
        if (found.silent().stream().noneMatch(FirstLook.Silent::limited)) {
            return Verdict.passed(
                    "No answer from " + silent + ": no outage of it will be measured unless it answers once.");
        }
        return Verdict.failed(
                "No answer from " + silent
                        + ", for which octane.probe.limit.* sets a limit that could not pause the upgrade.",
                "Correct octane.probe.api or octane.probe.targets, or take the limit out.");
    }
}
