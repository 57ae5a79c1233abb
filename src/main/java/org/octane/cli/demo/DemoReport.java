package org.octane.cli.demo;

import java.io.PrintWriter;
import org.octane.cli.client.Api;
import org.octane.cli.client.DeadLetter;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.DeadLetterText;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.StageTable;
import org.octane.cli.render.StateText;
import org.octane.cli.render.TimeText;

/** The report at the demo's end: stages with their durations, what was proved, and outages as users would notice them. */
final class DemoReport {

    private DemoReport() {}

    /** @return whether the cloud was upgraded and is whole */
    static boolean print(PrintWriter out, Api api, Upgrade upgrade, MeasuredOutages outages) {
        out.println();
        StageTable.of(upgrade).print(out);
        out.println();
        upgrade.proof().forEach(sentence -> out.println("proved: " + sentence));
        out.println("API outage: " + DurationText.of(outages.longest(true)) + " at longest, "
                + DurationText.of(outages.apiTotal()) + " in all (" + outages.apiSamples() + " samples)");
        out.println("VM outage:  " + DurationText.of(outages.longest(false)) + " at longest (" + outages.vmsRunning()
                + " of " + outages.vms() + " VMs run)");
        boolean whole = outages.apiIsUp() && outages.vms() > 0 && outages.vmsRunning() == outages.vms();
        if (upgrade.succeeded() && whole) {
            out.println("Upgrade " + upgrade.id() + " succeeded after " + TimeText.elapsed(upgrade) + ".");
        } else if (upgrade.succeeded()) {
            out.println("Upgrade " + upgrade.id() + " succeeded, but the cloud's API or a VM doesn't run.");
        } else {
            out.println("Upgrade " + upgrade.id() + " " + StateText.withMessage(upgrade));
            api.get("/dead-letters?upgrade=" + upgrade.id())
                    .forEach(letter -> DeadLetterText.print(DeadLetter.of(letter), out));
        }
        out.flush();
        return upgrade.succeeded() && whole;
    }
}
