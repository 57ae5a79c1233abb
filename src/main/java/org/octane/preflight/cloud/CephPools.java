package org.octane.preflight.cloud;

import java.util.Map;
import java.util.stream.Collectors;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Every pool keeps its min_size while a batch of OSD nodes is away. */
public final class CephPools implements Check {

    @Override
    public String name() {
        return "ceph-pools";
    }

    @Override
    public String why() {
        return "Below min_size a pool stops: every VM that has a disk there hangs.";
    }

    @Override
    public boolean ofBatches() {
        return true;
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.stoppedOsdNodes().isEmpty()
                ? "No OSD node is installed anew."
                : NotApplicable.withoutCeph(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var batches = upgrade.stoppedOsdNodes().stream()
                .map(batch -> String.join(" ", batch))
                .collect(Collectors.joining(";"));
        var said = probes.answer(upgrade.controller(), "ceph-pools", Map.of("batches", batches));
        var problems = said.each("problem.");
        if (said.of("pools").startsWith("0 ")) {
            return Verdict.failed("Ceph tells of no pools.", "See 'ceph osd dump' on a controller.");
        }
        return problems.isEmpty()
                ? Verdict.passed(said.of("pools") + " keep min_size whichever batch of OSD nodes is away.")
                : Verdict.failed(
                        "Not every pool would keep its min_size: " + Verdict.listed(problems) + ".",
                        "Move fewer nodes at once with --max-unavailable, or raise the pool's size and wait for"
                                + " HEALTH_OK.");
    }
}
