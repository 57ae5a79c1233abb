package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Try the step of a dead letter again, once its cause is gone.")
final class RetryDeadLetter implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(paramLabel = "ID", description = "The dead letter's id.")
    private long id;

    @Override
    public Integer call() {
        JsonNode letter = connection.api().post("/dead-letters/" + id + "/retry", person.body());
        connection.print(letter, () -> connection
                .out()
                .println("The step is tried again. Follow it with: octane watch " + Json.text(letter, "upgrade_id")));
        return ExitCode.OK;
    }
}
