package org.octane.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.Outages.Target;
import org.octane.cli.client.RoleBatches;
import org.octane.cli.client.Stage;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.BatchText;
import org.octane.cli.render.CountText;
import org.octane.cli.render.DurationText;

/** What an operator has to know of an upgrade now, before any detail: a sentence each, and none where there is nothing to say. */
public final class SituationText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private SituationText() {}

    public static List<String> lines(Situation now, Instant at) {
        List<String> lines = new ArrayList<>();
        Upgrade upgrade = now.upgrade();
        if (!upgrade.message().isEmpty()) {
            lines.add(upgrade.message());
        }
        if (upgrade.approval() != null) {
            lines.add(upgrade.approval().message() + " Since "
                    + time(upgrade.approval().since()) + " (stage "
                    + upgrade.approval().stage() + "). Go on with: octane approve " + upgrade.id()
                    + " " + upgrade.approval().step());
        }
        if (upgrade.window() != null) {
            lines.add(upgrade.window().message() + " Since "
                    + time(upgrade.window().since()) + " (stage "
                    + upgrade.window().stage() + ").");
        }
        lines.addAll(unknownStep(upgrade));
        for (Target target : now.outages().targets()) {
            if (upgrade.finished().isEmpty()
                    && target.state().equals("down")
                    && !target.downSince().isEmpty()) {
                lines.add(down(target, upgrade, at));
            } else if (upgrade.finished().isEmpty() && target.state().equals("unknown")) {
                lines.add("Whether " + target.name() + " answers is not known now: nobody can ask it.");
            } else if (upgrade.finished().isEmpty() && target.isApi() && !target.wasSeen()) {
                lines.add("The API has not answered since the upgrade began: no outage of it can be measured.");
            }
        }
        lines.addAll(noReturn(upgrade));
        lines.addAll(batches(upgrade));
        lines.addAll(deadLetters(upgrade));
        return lines;
    }

    /** What {@code watch} tells line by line, each as it changes; it has other words for what waits, and none for what is probed. */
    static List<String> changes(Upgrade upgrade) {
        List<String> lines = new ArrayList<>(unknownStep(upgrade));
        lines.addAll(noReturn(upgrade));
        lines.addAll(batches(upgrade));
        lines.addAll(deadLetters(upgrade));
        return lines;
    }

    private static List<String> unknownStep(Upgrade upgrade) {
        return upgrade.unknownStep() == null
                ? List.of()
                : List.of("No server that runs knows step " + upgrade.unknownStep()
                        + ", which waits. Start one of the release that planned the"
                        + " upgrade, with the same steps in steps.d. [step-unknown]");
    }

    private static List<String> noReturn(Upgrade upgrade) {
        return upgrade.noReturn() == null
                ? List.of()
                : List.of("Point of no return passed at "
                        + time(upgrade.noReturn().at()) + " ("
                        + upgrade.noReturn().stage() + " " + upgrade.noReturn().name() + "): "
                        + upgrade.noReturn().why());
    }

    private static List<String> batches(Upgrade upgrade) {
        List<String> lines = new ArrayList<>();
        boolean goesOn = upgrade.runs() && upgrade.stages().stream().noneMatch(Stage::undoes);
        List<RoleBatches> toCome = goesOn ? upgrade.batchesToCome() : List.of();
        toCome.forEach(role -> lines.add("Role " + role.role() + ": " + role.over() + " of " + role.batches()
                + " batches over, at most " + CountText.of(role.atOnce(), "node") + " at once"
                + (role.failures() == 0 && role.aside().isEmpty() ? "" : "; " + BatchText.used(role))));
        if (upgrade.finished().isEmpty()) {
            upgrade.onlySetAside(toCome)
                    .forEach(role -> lines.add("Role " + role.role() + ": " + BatchText.used(role)));
        }
        return lines;
    }

    private static List<String> deadLetters(Upgrade upgrade) {
        return upgrade.openDeadLetters() == 0
                ? List.of()
                : List.of(CountText.of(upgrade.openDeadLetters(), "dead letter")
                        + " open: octane dead-letters --upgrade " + upgrade.id());
    }

    private static String down(Target target, Upgrade upgrade, Instant at) {
        Instant since = DurationText.instant(target.downSince());
        String line = (target.isApi() ? "API closed" : target.name() + " down") + " since " + time(target.downSince())
                + " (" + DurationText.of(Duration.between(since, at.isBefore(since) ? since : at)) + ")";
        if (!target.isApi()) {
            return line;
        }
        Instant until = ClosedApi.expectedUntil(upgrade, at);
        return line
                + (until == null ? ", until when is not known" : ", expected until " + upTo(until) + " at the latest");
    }

    /** A minute that has begun counts. */
    private static String upTo(Instant at) {
        return TIME.format(at.plusSeconds(59).atZone(ZoneId.systemDefault()));
    }

    private static String time(String iso) {
        Instant at = DurationText.instant(iso);
        return at == null ? "?" : TIME.format(at.atZone(ZoneId.systemDefault()));
    }
}
