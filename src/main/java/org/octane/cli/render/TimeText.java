package org.octane.cli.render;

import org.octane.cli.client.Stage;
import org.octane.cli.client.Upgrade;

/** How long a stage took, and how long an upgrade should still take. */
public final class TimeText {

    private TimeText() {}

    /** Until now if the stage has not finished; empty if it has not started. */
    public static String elapsed(Stage stage) {
        return DurationText.between(stage.started(), stage.finished());
    }

    /** Until now if the upgrade has not finished; empty if it has not started. */
    public static String elapsed(Upgrade upgrade) {
        return DurationText.between(upgrade.started(), upgrade.finished());
    }

    /** Empty if nothing more happens to the upgrade by itself. */
    public static String left(Upgrade upgrade) {
        if (upgrade.over() || !upgrade.runs()) {
            return "";
        }
        return upgrade.eta().isEmpty()
                ? "time left unknown"
                : "about " + DurationText.ofSeconds((long) Double.parseDouble(upgrade.eta())) + " left";
    }
}
