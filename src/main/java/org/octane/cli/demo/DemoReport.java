package org.octane.cli.demo;

import java.io.PrintWriter;
import org.octane.cli.client.Api;
import org.octane.cli.client.DeadLetter;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.DeadLetterText;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.StageTable;
import org.octane.cli.render.TimeText;

/** The report at the demo's end: stages with their durations, what was proved, and outages as users would notice them. */
final class DemoReport {

    private DemoReport() {}

    /** @return whether the cloud was upgraded and is whole */
    static boolean print(PrintWriter out, Api api, Upgrade upgrade, CloudProbes probes) {
        out.println();
        StageTable.of(upgrade).print(out);
        out.println();
        upgrade.proof().forEach(sentence -> out.println("proved: " + sentence));
        out.println("API outage: " + DurationText.of(probes.api().longest()) + " at longest, "
                + DurationText.of(probes.api().total()) + " in all ("
                + probes.api().samples() + " samples)");
        out.println("VM outage:  " + DurationText.of(probes.longestVmOutage()) + " at longest (" + probes.vmsRunning()
                + " of " + probes.vms() + " VMs run)");
        boolean whole = probes.api().isUp() && probes.vms() > 0 && probes.vmsRunning() == probes.vms();
        if (upgrade.succeeded() && whole) {
            out.println("Upgrade " + upgrade.id() + " succeeded after " + TimeText.elapsed(upgrade) + ".");
        } else if (upgrade.succeeded()) {
            out.println("Upgrade " + upgrade.id() + " succeeded, but the cloud's API or a VM doesn't run.");
        } else {
            out.println("Upgrade " + upgrade.id() + " " + upgrade.status() + ": " + upgrade.message());
            api.get("/dead-letters?upgrade=" + upgrade.id())
                    .forEach(letter -> DeadLetterText.print(DeadLetter.of(letter), out));
        }
        out.flush();
        return upgrade.succeeded() && whole;
    }
}
