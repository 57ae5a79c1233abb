package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/** Watches an upgrade for 'watch' and '--wait', and ends with its result as exit status. */
final class Follow {

    private Follow() {}

    static int toTheEnd(Connection connection, Api api, long id) throws InterruptedException {
        PrintWriter out = connection.out();
        AtomicBoolean over = new AtomicBoolean();
        Thread farewell = new Thread(() -> leave(out, over, id), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            Progress progress = connection.machine() ? new Silent() : Progress.on(Terminal.current(), out, false);
            Upgrade upgrade = new Watch(api, progress).follow(id);
            if (connection.machine()) {
                connection.print(api.get("/upgrades/" + id), () -> {});
            } else {
                report(out, api, upgrade);
            }
            return upgrade.endedWell() ? ExitCode.OK : ExitCode.UPGRADE_FAILED;
        } finally {
            over.set(true);
        }
    }

    /** What was proved, or what failed and what to do about it. */
    private static void report(PrintWriter out, Api api, Upgrade upgrade) {
        if (upgrade.endedWell()) {
            out.println("Upgrade " + upgrade.id() + " " + (upgrade.succeeded() ? "succeeded" : "is rolled back")
                    + " after " + Span.between(upgrade.started(), upgrade.finished()) + ".");
            upgrade.proof().forEach(sentence -> out.println("  proved: " + sentence));
        } else {
            out.println("Upgrade " + upgrade.id() + " " + upgrade.status()
                    + (upgrade.message().isEmpty() ? "." : ": " + upgrade.message()));
            JsonNode letters = api.get("/dead-letters?upgrade=" + upgrade.id());
            letters.forEach(letter -> DeadLetter.of(letter).print(out));
            out.println("What taking it back would do is shown by: octane rollback " + upgrade.id() + " --plan");
            if (upgrade.failed()) {
                out.println("Remove the cause, then: octane retry " + upgrade.id());
            }
        }
        out.flush();
    }

    private static void leave(PrintWriter out, AtomicBoolean over, long id) {
        if (!over.get()) {
            out.println();
            out.println("Upgrade " + id + " goes on without this command. See it again with: octane watch " + id);
            out.flush();
        }
    }
}
