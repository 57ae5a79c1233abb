package org.octane.preflight.cloud;

import java.util.Arrays;
import java.util.Map;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Ceph has nothing to complain of but flags that an upgrade sets itself. */
public final class CephHealth implements Check {

    private static final String WELL = "HEALTH_OK";
    private static final String WARNING = "HEALTH_WARN";
    private static final String FLAG = "noout flag(s) set";

    @Override
    public String name() {
        return "ceph-health";
    }

    @Override
    public String why() {
        return "An upgrade takes OSDs away one node after the other; a Ceph that is not whole may lose data then.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCeph(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var health =
                probes.answer(upgrade.controller(), "ceph-health", Map.of()).of("health");
        if (health.equals(WELL) || health.startsWith(WARNING) && isFlagOnly(health)) {
            return Verdict.passed("Ceph says " + health + ".");
        }
        return Verdict.failed(
                "Ceph says " + health + ".", "See 'ceph health detail' on a controller, and cure that first.");
    }

    private static boolean isFlagOnly(String health) {
        return Arrays.stream(health.substring(WARNING.length()).split(";"))
                .map(String::strip)
                .allMatch(FLAG::equals);
    }
}
