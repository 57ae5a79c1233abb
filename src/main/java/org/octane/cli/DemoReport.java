package org.octane.cli;

import java.io.PrintWriter;

/** The end of the demo: stages and durations, what was proved, what users would have noticed. */
final class DemoReport {

    private DemoReport() {}

    /** @return whether the cloud was upgraded and is whole */
    static boolean print(PrintWriter out, Api api, Upgrade upgrade, CloudProbes probes) {
        out.println();
        StageTable.of(upgrade).print(out);
        out.println();
        upgrade.proof().forEach(sentence -> out.println("proved: " + sentence));
        out.println("API outage: " + Span.of(probes.api().longest()) + " at longest, "
                + Span.of(probes.api().total()) + " in all (" + probes.api().samples() + " samples)");
        out.println("VM outage:  " + Span.of(probes.longestVmOutage()) + " at longest (" + probes.vmsRunning() + " of "
                + probes.vms() + " VMs run)");
        boolean whole = probes.api().isUp() && probes.vms() > 0 && probes.vmsRunning() == probes.vms();
        if (upgrade.succeeded() && whole) {
            out.println("Upgrade " + upgrade.id() + " succeeded after "
                    + Span.between(upgrade.started(), upgrade.finished()) + ".");
        } else if (upgrade.succeeded()) {
            out.println("Upgrade " + upgrade.id() + " ended well, but the cloud's API or a VM is still away.");
        } else {
            out.println("Upgrade " + upgrade.id() + " " + upgrade.status() + ": " + upgrade.message());
            api.get("/dead-letters?upgrade=" + upgrade.id())
                    .forEach(letter -> DeadLetter.of(letter).print(out));
        }
        out.flush();
        return upgrade.succeeded() && whole;
    }
}
