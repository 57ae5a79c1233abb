package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.octane.cli.client.DeadLetter;
import org.octane.cli.client.ExitCode;
import org.octane.cli.option.Connection;
import org.octane.cli.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dead-letters",
        description = "List steps that failed for good; or show, retry or discard one of them.",
        subcommands = {ShowDeadLetter.class, RetryDeadLetter.class, DiscardDeadLetter.class})
public final class DeadLettersCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Option(names = "--upgrade", paramLabel = "ID", description = "Only those of this upgrade.")
    private Long upgrade;

    @Override
    public Integer call() {
        JsonNode letters = connection.api().get("/dead-letters" + (upgrade == null ? "" : "?upgrade=" + upgrade));
        connection.print(letters, () -> table(letters, connection.out()));
        return ExitCode.OK;
    }

    private static void table(JsonNode letters, PrintWriter out) {
        if (letters.isEmpty()) {
            out.println("No dead letters.");
            return;
        }
        Table table = new Table("ID", "UPGRADE", "STAGE", "STEP", "NODES", "ATTEMPTS", "STATUS", "CODE", "CAUSE");
        letters.forEach(node -> {
            DeadLetter letter = DeadLetter.of(node);
            table.row(
                    letter.id(),
                    letter.upgrade(),
                    letter.stage(),
                    letter.step(),
                    String.join(",", letter.names()),
                    letter.attempts(),
                    letter.status(),
                    letter.code(),
                    letter.cause().lines().findFirst().orElse(""));
        });
        table.print(out);
        out.println("One in full, with what to do: octane dead-letters show ID");
    }
}
