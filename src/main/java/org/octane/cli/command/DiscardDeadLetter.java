package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = "Skip the step of a dead letter, because you have done its work by hand.")
final class DiscardDeadLetter implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(paramLabel = "ID", description = "The dead letter's id.")
    private long id;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept for audit.")
    private String reason;

    @Override
    public Integer call() {
        JsonNode letter = connection
                .api()
                .post("/dead-letters/" + id + "/discard", person.body().put("reason", reason));
        connection.print(letter, () -> connection
                .out()
                .println("The step counts as done. Follow the upgrade with: octane watch "
                        + Json.text(letter, "upgrade_id")));
        return ExitCode.OK;
    }
}
