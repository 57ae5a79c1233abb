package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;
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

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "What is approved, as 'octane status' names it: if another step waits by now, nothing is."
                    + " Default: the one that waits.")
    private Long step;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept for audit.")
    private String reason;

    @Override
    public Integer call() {
        var body = person.body();
        var waits = Upgrade.of(connection.api().get("/upgrades/" + upgrade)).approval();
        boolean named = waits != null && (step == null || step == waits.step());
        if (named) {
            // What is told below is what was approved, though something else may wait by now.
            body.put("step_id", waits.step()).put("message", waits.message());
        } else if (step != null) {
            body.put("step_id", step);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode answer = connection.api().post("/upgrades/" + upgrade + "/approve", body);
        connection.print(answer, () -> {
            if (named) {
                connection.out().println("Approved in stage " + waits.stage() + ". " + waits.what());
            }
            connection.out().println("Upgrade " + upgrade + " is " + Json.text(answer, "status") + ".");
            connection.out().println("Follow it with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }
}
