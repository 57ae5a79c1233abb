package org.octane.cli.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Outages.Target;

/** Outages in sentences, a line each. */
public final class OutageText {

    private OutageText() {}

    /** What was measured during an upgrade; empty if nothing was. */
    public static List<String> lines(Outages outages) {
        List<String> lines = new ArrayList<>();
        List<String> quiet = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        for (Target target : outages.targets()) {
            if (!target.wasSeen()) {
                unseen.add(target.name());
            } else if (target.total().isZero() && !target.isLeast()) {
                quiet.add(target.name());
            } else {
                lines.add(line(target));
            }
        }
        if (!quiet.isEmpty()) {
            lines.add("no outage: " + String.join(", ", quiet));
        }
        if (!unseen.isEmpty()) {
            lines.add("never answered, so that no outage could be measured: " + String.join(", ", unseen));
        }
        return lines;
    }

    private static String line(Target target) {
        StringBuilder line = new StringBuilder("outage of " + target.name() + ": ");
        line.append(
                target.total().isZero() && !target.isDown()
                        ? "none measured"
                        : length(target, target.longest()) + " at longest, " + length(target, target.total())
                                + " in all");
        String stages = target.byStage().entrySet().stream()
                .filter(stage -> stage.getValue().compareTo(Duration.ZERO) > 0)
                .map(stage -> stage.getKey() + " " + DurationText.of(stage.getValue()))
                .collect(Collectors.joining(", "));
        if (!stages.isEmpty()) {
            line.append(" (").append(stages).append(")");
        }
        if (!target.unknown().isZero()) {
            line.append("; for ").append(DurationText.of(target.unknown())).append(" nobody could ask");
        }
        line.append(target.isDown() ? "; no answer when it was asked last" : "");
        return line.toString();
    }

    /** @param found of its outages */
    public static String length(Target target, Duration found) {
        return (target.isLeast() ? "at least " : "") + DurationText.of(found);
    }
}
