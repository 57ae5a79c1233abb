package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "retry", description = "Try dead steps of an upgrade again, once their cause is gone.")
public final class RetryCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    @Parameters(index = "1..*", paramLabel = "STEP", description = "Ids of steps; default: all that are dead.")
    private List<Long> steps = new ArrayList<>();

    @Override
    public Integer call() {
        Api api = connection.api();
        if (steps.isEmpty()) {
            api.get("/upgrades/" + upgrade + "/steps?status=dead")
                    .forEach(step -> steps.add(step.path("id").asLong()));
        }
        if (steps.isEmpty()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Upgrade " + upgrade + " has no dead step.",
                    "See how it is with: octane status " + upgrade);
        }
        ArrayNode answers = Json.object().withArray("steps");
        steps.forEach(
                step -> answers.add(api.post("/upgrades/" + upgrade + "/steps/" + step + "/retry", person.body())));
        connection.print(answers, () -> {
            for (JsonNode step : answers) {
                connection
                        .out()
                        .println("Step " + Json.text(step, "id") + " (" + Json.text(step, "stage") + " "
                                + Json.text(step, "name") + ") is " + Json.text(step, "status") + ".");
            }
            connection.out().println("Follow it with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }
}
