package org.octane.preflight.cloud;

import java.util.List;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Emptying a batch of computes leaves one that nova may use. */
public final class LastCompute implements Check {

    @Override
    public String name() {
        return "last-compute";
    }

    @Override
    public String why() {
        return "VMs of a compute that is emptied need another one, and so do new ones.";
    }

    @Override
    public boolean ofBatches() {
        return true;
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutNova(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var computes = ComputeServices.of(upgrade, probes);
        for (var batch : upgrade.evacuated()) {
            var unknown = batch.stream().filter(host -> !computes.isKnown(host)).toList();
            if (!unknown.isEmpty()) {
                return Verdict.failed(
                        "Nova has no compute service of " + Verdict.listed(unknown) + ".",
                        "Start nova-compute there, or see why it does not report.");
            }
            if (computes.usable(batch).isEmpty()) {
                return Verdict.failed(
                        "No other compute is enabled and up when these are emptied: " + Verdict.listed(batch) + ".",
                        "Enable another one (nova service-enable HOST nova-compute), or move fewer at once with"
                                + " --max-unavailable.");
            }
        }
        return Verdict.passed(
                "Nova may use " + computes.usable(List.of()).size() + " computes; each batch leaves at least one.");
    }
}
