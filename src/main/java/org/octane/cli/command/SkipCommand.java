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

@Command(name = "skip", description = "Count a dead step as done, because you have done its work by hand.")
public final class SkipCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    @Parameters(index = "1", paramLabel = "STEP", description = "Id of the dead step.")
    private long step;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept for audit.")
    private String reason;

    @Override
    public Integer call() {
        var body = person.body().put("reason", reason);
        JsonNode answer = connection.api().post("/upgrades/" + upgrade + "/steps/" + step + "/skip", body);
        connection.print(answer, () -> {
            connection.out().println("Step " + step + " is " + Json.text(answer, "status") + ".");
            connection.out().println("Follow the upgrade with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }
}
