package org.octane.cli.command;

import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.Event;
import org.octane.cli.client.EventFeed;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.render.NodeText;
import org.octane.cli.render.Wrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code octane events}: what happened to an upgrade, whom that was due to, and why. */
@Command(
        name = "events",
        description = "Show what happened to an upgrade and its steps, oldest first, with who did it and why.")
public final class EventsCommand implements Callable<Integer> {

    /** Those there are come one after the other. */
    private static final long QUIET_MILLIS = 1_500;

    /** Every upgrade has at least one: a server that sends none is slow, or can't be reached. */
    private static final int MOST_LOOKS_FOR_THE_FIRST = 20;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "UPGRADE", description = "An upgrade's id.")
    private long upgrade;

    @Option(names = "--people", description = "Only what people did, not what steps did by themselves.")
    private boolean people;

    @Option(names = "--follow", description = "Go on with what happens from now on, until the upgrade is over.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        boolean over = Upgrade.of(api.get("/upgrades/" + upgrade)).over();
        var all = Json.array();
        try (EventFeed feed = new EventFeed(api, upgrade)) {
            Event event = first(feed);
            while (true) {
                if (event != null && !(people && event.actor().equals("engine"))) {
                    if (connection.machine()) {
                        all.add(event.json());
                    } else {
                        Wrap.lines(line(event), Wrap.terminal(), 2).forEach(connection.out()::println);
                        connection.out().flush();
                    }
                }
                if (event == null && (!follow || over)) {
                    break;
                }
                over = event == null
                        ? Upgrade.of(api.get("/upgrades/" + upgrade)).over()
                        : over;
                event = feed.next(QUIET_MILLIS);
            }
        }
        connection.print(all, () -> {});
        return ExitCode.OK;
    }

    private Event first(EventFeed feed) throws InterruptedException {
        for (int i = 0; i < MOST_LOOKS_FOR_THE_FIRST; i++) {
            Event event = feed.next(QUIET_MILLIS);
            if (event != null) {
                return event;
            }
        }
        throw new Failure(
                ExitCode.UNREACHABLE,
                "The server sends no event of upgrade " + upgrade + ".",
                "Ask again in a minute.");
    }

    private static String line(Event event) {
        String nodes = NodeText.text(event.nodes());
        String about = event.ofStep()
                ? event.stage() + " " + event.step() + (nodes.isEmpty() ? "" : " (" + nodes + ")")
                : "the upgrade";
        return event.at().replaceFirst("\\.\\d+", "") + " " + event.actor() + ": " + about + " " + event.status()
                + (event.message().isEmpty() ? "" : ": " + event.message());
    }
}
