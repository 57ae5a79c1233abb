package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

    private static final long QUIET_MILLIS = 1_500;

    /** A server that sends none of those there are is slow, or can't be reached. */
    private static final int MOST_QUIET = 20;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "UPGRADE", description = "An upgrade's id.")
    private long upgrade;

    @Option(names = "--people", description = "Only what people did, not what steps did by themselves.")
    private boolean people;

    @Option(names = "--follow", description = "Go on with what happens from now on, until the upgrade is over.")
    private boolean follow;

    private Situation before;
    private long seen;

    /** How far its events are, and whether more come. */
    private record Situation(long position, boolean over) {

        static Situation of(JsonNode board) {
            return new Situation(
                    board.path("position").asLong(),
                    Upgrade.of(board.path("upgrade")).over());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        var all = Json.array();
        before = Situation.of(api.get(board()));
        try (EventFeed feed = new EventFeed(api, upgrade)) {
            for (int quiet = 0; !isEnough(api, quiet); ) {
                Event event = feed.next(QUIET_MILLIS);
                quiet = event == null ? quiet + 1 : 0;
                if (event != null) {
                    seen = event.id();
                    tell(event, all);
                }
            }
        }
        connection.print(all, () -> {});
        return ExitCode.OK;
    }

    /** @param quiet how often nothing came since the last event */
    private boolean isEnough(Api api, int quiet) {
        if (follow && quiet > 0) {
            before = Situation.of(api.get(board()));
        }
        if (seen < before.position()) {
            if (quiet >= MOST_QUIET) {
                throw new Failure(
                        ExitCode.UNREACHABLE,
                        "The server sends no " + (seen == 0 ? "event" : "more events") + " of upgrade " + upgrade + ".",
                        "Ask again in a minute.");
            }
            return false;
        }
        return !follow || before.over();
    }

    private String board() {
        return "/upgrades/" + upgrade + "/board";
    }

    private void tell(Event event, ArrayNode all) {
        if (people && event.actor().equals("engine")) {
            return;
        }
        if (connection.machine()) {
            all.add(event.json());
        } else {
            Wrap.lines(line(event), Wrap.terminal(), 2).forEach(connection.out()::println);
            connection.out().flush();
        }
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
