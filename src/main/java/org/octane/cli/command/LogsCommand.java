package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.NodeNames;
import org.octane.cli.client.Upgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.render.DurationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code octane logs}: what the steps of an upgrade printed, and how their phases ended. */
@Command(
        name = "logs",
        description = {
            "Show what the steps of an upgrade printed, oldest first.",
            "A line that begins with an arrow tells how a phase ended."
        })
public final class LogsCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;
    private static final long LOOK_MILLIS = 1_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "UPGRADE", description = "An upgrade's id.")
    private long upgrade;

    @Option(names = "--step", paramLabel = "ID", description = "Only lines of this step.")
    private Long step;

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "Only lines of this node: its id or its name; master: the Fuel master.")
    private String node;

    @Option(names = "--follow", description = "Go on with what is printed from now on, until the upgrade is over.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        NodeNames names = NodeNames.of(api);
        String filter = (step == null ? "" : "&step_id=" + step) + (node == null ? "" : "&node=" + names.id(node));
        if (connection.machine() && !follow) {
            var all = Json.array();
            read(api, filter, 0, all::add);
            connection.print(all, () -> {});
            return ExitCode.OK;
        }
        long last = 0;
        boolean over = false;
        while (!over) {
            // Asked before the lines are: what is printed before the end is shown.
            over = !follow || Upgrade.of(api.get("/upgrades/" + upgrade)).over();
            last = read(api, filter, last, line -> show(line, names));
            connection.out().flush();
            if (!over) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        return ExitCode.OK;
    }

    /** @return the id of the last line there is */
    private long read(Api api, String filter, long after, Consumer<JsonNode> each) {
        long last = after;
        JsonNode lines;
        do {
            lines = api.get("/upgrades/" + upgrade + "/log?limit=" + PAGE + "&after=" + last + filter);
            lines.forEach(each);
            last = lines.isEmpty()
                    ? last
                    : lines.get(lines.size() - 1).path("id").asLong();
        } while (lines.size() == PAGE);
        return last;
    }

    /** With --follow a program gets a document a line. */
    private void show(JsonNode line, NodeNames names) {
        if (connection.machine()) {
            connection.out().println(line);
            return;
        }
        var at = DurationText.instant(Json.text(line, "at"));
        var where =
                line.hasNonNull("node") ? " (" + names.name(line.path("node").asInt()) + ")" : "";
        connection
                .out()
                .println(TIME.format(at.atZone(ZoneId.systemDefault())) + " " + Json.text(line, "stage") + " "
                        + Json.text(line, "step") + where + ": " + Json.text(line, "text"));
    }
}
