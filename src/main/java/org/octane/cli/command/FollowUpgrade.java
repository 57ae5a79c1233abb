package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.octane.cli.client.Api;
import org.octane.cli.client.DeadLetter;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Upgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.progress.NoProgress;
import org.octane.cli.progress.Progress;
import org.octane.cli.progress.Terminal;
import org.octane.cli.progress.UpgradeWatch;
import org.octane.cli.render.DeadLetterText;
import org.octane.cli.render.OutageText;
import org.octane.cli.render.StateText;
import org.octane.cli.render.TimeText;

/** Follows an upgrade for 'watch' and '--wait', reports its end, and returns the exit status. */
public final class FollowUpgrade {

    private FollowUpgrade() {}

    public static int toTheEnd(Connection connection, Api api, long id) throws InterruptedException {
        int ended = untilOver(connection, api, id);
        if (connection.machine()) {
            connection.print(api.get("/upgrades/" + id), () -> {});
        }
        return ended;
    }

    /** The same for one of several, of which a program reads one answer. */
    static int untilOver(Connection connection, Api api, long id) throws InterruptedException {
        PrintWriter out = connection.out();
        AtomicBoolean over = new AtomicBoolean();
        Thread interrupted = new Thread(() -> interrupted(out, over, id), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            Progress progress = connection.machine() ? new NoProgress() : Progress.on(Terminal.current(), out, false);
            Upgrade upgrade = new UpgradeWatch(api, progress).follow(id);
            if (!connection.machine()) {
                report(out, api, upgrade);
            }
            return upgrade.endedWell() ? ExitCode.OK : ExitCode.UPGRADE_FAILED;
        } finally {
            over.set(true);
        }
    }

    /** What was proved, or what failed and what to do about it. */
    private static void report(PrintWriter out, Api api, Upgrade upgrade) {
        List<String> outages = OutageText.lines(Outages.of(api, upgrade.id()));
        if (upgrade.endedWell()) {
            out.println("Upgrade " + upgrade.id() + " " + (upgrade.succeeded() ? "succeeded" : "is rolled back")
                    + " after " + TimeText.elapsed(upgrade) + ".");
            upgrade.proof().forEach(sentence -> out.println("  proved: " + sentence));
            outages.forEach(sentence -> out.println("  " + sentence));
        } else {
            out.println("Upgrade " + upgrade.id() + " " + StateText.withMessage(upgrade)
                    + (upgrade.message().isEmpty() ? "." : ""));
            outages.forEach(sentence -> out.println("  " + sentence));
            JsonNode letters = api.get("/dead-letters?upgrade=" + upgrade.id());
            letters.forEach(letter -> DeadLetterText.print(DeadLetter.of(letter), out));
            out.println(
                    upgrade.updates()
                            ? "Bring every node back with: octane env rollback --env " + upgrade.original()
                            : "Show what a rollback would undo with: octane rollback " + upgrade.id() + " --plan");
            if (upgrade.failed()) {
                out.println("Remove the cause, then: octane retry " + upgrade.id());
            }
        }
        out.flush();
    }

    private static void interrupted(PrintWriter out, AtomicBoolean over, long id) {
        if (!over.get()) {
            out.println();
            out.println("Upgrade " + id + " continues without this command. Follow it again with: octane watch " + id);
            out.flush();
        }
    }
}
