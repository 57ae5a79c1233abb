package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.DeadLetter;
import org.octane.cli.client.ExitCode;
import org.octane.cli.option.Connection;
import org.octane.cli.render.DeadLetterText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a dead letter in full: what failed where, its last output, why, and what to do.")
final class ShowDeadLetter implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "ID", description = "The dead letter's id.")
    private long id;

    @Override
    public Integer call() {
        JsonNode letter = connection.api().get("/dead-letters/" + id);
        connection.print(letter, () -> DeadLetterText.print(DeadLetter.of(letter), connection.out()));
        return ExitCode.OK;
    }
}
