package org.octane.preflight.cloud;

import java.util.List;
import java.util.Map;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Each VM on a compute that is emptied can be moved, or stopped where VMs are not moved; otherwise it is named with the reason. */
public final class UnmovableInstances implements Check {

    /** As many as somebody goes through one by one. */
    private static final int SHOWN = 100;

    @Override
    public String name() {
        return "unmovable-instances";
    }

    @Override
    public String why() {
        return "Nova moves and stops VMs that run and nothing else: a compute with any other is not emptied, and the upgrade stops there"
                + " when the control plane has moved already.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutNova(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var hosts = upgrade.evacuated().stream().flatMap(List::stream).toList();
        var said = probes.answer(
                upgrade.controller(),
                "unmovable",
                Map.of(
                        "hosts",
                        String.join(" ", hosts),
                        "live_migration",
                        Boolean.toString(upgrade.options().liveMigration())));
        var seen = said.of("seen");
        var found = said.each("vm.");
        return found.isEmpty()
                ? Verdict.passed("Of " + seen + " VMs each can be "
                        + (upgrade.options().liveMigration() ? "moved, or is stopped." : "stopped, or is."))
                : Verdict.failed(
                        sentence(found),
                        "Resume, unpause, unlock or stop them, confirm or revert resizes, or delete them; wait for a task's end, or end one that"
                                + " never will: nova reset-state --active VM. What can't move may be stopped instead:"
                                + " --live-migration false");
    }

    private static String sentence(List<String> found) {
        var shown = String.join("; ", found.subList(0, Math.min(SHOWN, found.size())));
        return found.size() <= SHOWN ? shown + "." : shown + "; and " + (found.size() - SHOWN) + " more.";
    }
}
