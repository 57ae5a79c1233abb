package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "servers",
        description =
                "Show the servers that share the work on one database, when each was last seen, and how many steps it holds.")
public final class ServersCommand implements Callable<Integer> {

    /** Before it stands what only tells copies of a data folder apart. */
    private static final String PLACE = "^[0-9a-f-]{36}@";

    @Mixin
    private Connection connection;

    @Override
    public Integer call() {
        JsonNode servers = connection.api().get("/servers");
        connection.print(servers, () -> table(servers));
        return ExitCode.OK;
    }

    private void table(JsonNode servers) {
        if (servers.isEmpty()) {
            connection.out().println("No server has told of itself.");
            return;
        }
        Instant now = Instant.now();
        Table table = new Table("SERVER", "STATE", "SINCE", "LAST SEEN", "RELEASE", "SCHEMA", "STEPS");
        servers.forEach(server -> table.row(
                Json.text(server, "name").replaceFirst(PLACE, ""),
                state(server),
                time(server, "since"),
                ago(server, now),
                Json.text(server, "release"),
                Json.text(server, "schema_number"),
                Json.text(server, "steps")));
        table.print(connection.out());
    }

    /** One that hangs and one that was killed look the same from elsewhere. */
    private static String state(JsonNode server) {
        return switch (Json.text(server, "state")) {
            case "silent" -> "silent since " + time(server, "seen_at");
            case "unknown" -> "unknown: holds steps, tells nothing of itself";
            default -> Json.text(server, "state");
        };
    }

    private static String time(JsonNode server, String field) {
        return Json.text(server, field).replaceFirst("\\.\\d+", "");
    }

    private static String ago(JsonNode server, Instant now) {
        Instant seen = DurationText.instant(Json.text(server, "seen_at"));
        return seen == null ? "" : DurationText.of(Duration.between(seen.isAfter(now) ? now : seen, now)) + " ago";
    }
}
