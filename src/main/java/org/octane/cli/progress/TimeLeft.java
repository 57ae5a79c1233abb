package org.octane.cli.progress;

import java.time.Duration;
import java.time.Instant;
import org.octane.cli.client.Stage;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.DurationText;

/**
 * The time left as it is shown, one look after the other: while work goes on it goes down with the clock, and up by no more than what
 * the steps that have ended since were estimated at. Where that is used up nobody knows.
 */
final class TimeLeft {

    private Instant last;
    private double seconds = -1;
    private int done;

    /** @return empty where there is nothing to tell */
    String text(Upgrade upgrade, Instant now) {
        if (!upgrade.runs()) {
            seconds = -1;
            return "";
        }
        if (upgrade.eta().isEmpty()) {
            // It is known again with the next answer that has one, however much that is.
            seconds = -1;
            return "time left unknown";
        }
        double told = Double.parseDouble(upgrade.eta());
        if (seconds < 0) {
            seconds = told;
        } else {
            double passed = Duration.between(last, now).toMillis() / 1000.0;
            seconds = Math.min(told, Math.max(0, seconds - passed) + (upgrade.done() - done) * estimate(upgrade));
        }
        last = now;
        done = upgrade.done();
        return seconds < 1 ? "longer than estimated" : "about " + DurationText.ofSeconds(Math.round(seconds)) + " left";
    }

    /** Of a step of the stage that is under way. */
    private static double estimate(Upgrade upgrade) {
        return upgrade.stages().stream()
                .filter(stage -> !stage.started().isEmpty() && !stage.over() && stage.steps() > 0)
                .mapToDouble(TimeLeft::estimate)
                .min()
                .orElse(0);
    }

    private static double estimate(Stage stage) {
        return (double) stage.estimate() / stage.steps();
    }
}
