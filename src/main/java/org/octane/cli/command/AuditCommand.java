package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code octane audit}: who changed what, or was refused, newest first. */
@Command(name = "audit", description = "Show who changed what, from where, and what came of it; newest first.")
public final class AuditCommand implements Callable<Integer> {

    private static final int PAGE = 100;

    @Mixin
    private Connection connection;

    @Option(names = "--before", paramLabel = "ID", description = "Only entries before this one: the next page.")
    private Long before;

    @Override
    public Integer call() {
        JsonNode entries = connection.api().get("/audit?limit=" + PAGE + (before == null ? "" : "&before=" + before));
        connection.print(entries, () -> table(entries));
        return ExitCode.OK;
    }

    private void table(JsonNode entries) {
        if (entries.isEmpty()) {
            connection.out().println("No entries.");
            return;
        }
        Table table = new Table("ID", "TIME", "ACTOR", "FROM", "VIA", "ACTION", "TARGET", "STATUS");
        entries.forEach(entry -> table.row(
                entry.path("id").asLong(),
                Json.text(entry, "at").replaceFirst("\\.\\d+", ""),
                Json.text(entry, "actor"),
                Json.text(entry, "source"),
                Json.text(entry, "via"),
                Json.text(entry, "action"),
                Json.text(entry, "target"),
                entry.path("status").asInt()));
        table.print(connection.out());
        if (entries.size() == PAGE) {
            connection
                    .out()
                    .println("Older ones: octane audit --before "
                            + entries.get(PAGE - 1).path("id").asLong());
        }
    }
}
