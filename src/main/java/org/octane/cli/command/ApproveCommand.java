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

@Command(name = "approve", description = "Let an upgrade begin what it waits with for an approval.")
public final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept for audit.")
    private String reason;

    @Override
    public Integer call() {
        var body = person.body();
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode answer = connection.api().post("/upgrades/" + upgrade + "/approve", body);
        connection.print(answer, () -> {
            connection.out().println("Approved. Upgrade " + upgrade + " is " + Json.text(answer, "status") + ".");
            connection.out().println("Follow it with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }
}
