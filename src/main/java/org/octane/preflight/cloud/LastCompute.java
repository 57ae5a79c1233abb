package org.octane.preflight.cloud;

import java.util.List;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.Subject;
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
    public String notApplicable(Subject subject) {
        return NotApplicable.withoutNova(subject);
    }

    @Override
    public Verdict look(Subject subject, NodeProbes probes) {
        var computes = Computes.of(subject, probes);
        for (var batch : subject.evacuated()) {
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
