package org.octane.preflight.cloud;

import java.util.Map;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** No VM is in status ERROR. */
public final class InstancesInError implements Check {

    @Override
    public String name() {
        return "instances-in-error";
    }

    @Override
    public String why() {
        return "A VM in status ERROR can neither be moved nor stopped; its compute would not be emptied.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutNova(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var said = probes.answer(upgrade.controller(), "instances", Map.of());
        long count = said.number("count");
        return count == 0
                ? Verdict.passed("No VM is in status ERROR.")
                : Verdict.failed(
                        count + (count == 1 ? " VM is" : " VMs are") + " in status ERROR: " + said.of("instances")
                                + ".",
                        "Repair them (nova reset-state --active, then reboot) or delete them.");
    }
}
