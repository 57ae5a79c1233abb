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
        Table table = new Table("SERVER", "STATE", "UP", "LAST SEEN", "RELEASE", "SCHEMA", "STEPS");
        servers.forEach(server -> table.row(
                Json.text(server, "name").replaceFirst(PLACE, ""),
                state(server),
                up(server, now),
                ago(server, now),
                Json.text(server, "release"),
                Json.text(server, "schema_number"),
                Json.text(server, "steps")));
        table.print(connection.out());
    }

    /** One that hangs and one that was killed look the same from elsewhere. */
    private static String state(JsonNode server) {
        String state = Json.text(server, "state");
        return state.equals("unknown") ? "unknown: holds steps, tells nothing of itself" : state;
    }

    /** Of one that says nothing any more: until it was last seen. */
    private static String up(JsonNode server, Instant now) {
        Instant seen = DurationText.instant(Json.text(server, "seen_at"));
        return age(server, "since", Json.text(server, "state").equals("silent") && seen != null ? seen : now);
    }

    private static String ago(JsonNode server, Instant now) {
        String age = age(server, "seen_at", now);
        return age.isEmpty() ? "" : age + " ago";
    }

    /** From then to a time; empty: nobody knows. */
    private static String age(JsonNode server, String field, Instant until) {
        Instant then = DurationText.instant(Json.text(server, field));
        return then == null ? "" : DurationText.of(Duration.between(then.isAfter(until) ? until : then, until));
    }
}
