package org.octane.preflight;

import java.util.List;

/** Emptying a batch of computes leaves one that nova may use. */
final class LastCompute implements Check {

    @Override
    public String name() {
        return "last-compute";
    }

    @Override
    public String why() {
        return "VMs of a compute that is emptied need another one, and so do new ones.";
    }

    @Override
    public String needless(Subject subject) {
        return Needless.withoutNova(subject);
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var computes = Computes.of(subject, looks);
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
