package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.PersonOption;
import org.octane.cli.option.RoleWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "limit",
        description = "Change how many nodes of a role may be away at once. Batches that have begun go on as they are.")
public final class LimitCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "The role.")
    private String role;

    @Option(
            names = "--max-unavailable",
            required = true,
            paramLabel = "N|N%|serial|parallel",
            description = "How many nodes of it may be away at once, from the next batch on.")
    private String atOnce;

    @Mixin
    private IgnoreOption ignore;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept for audit.")
    private String reason;

    @Override
    public Integer call() {
        var body = person.body().put("role", role);
        body.set("max_unavailable", RoleWords.value(atOnce));
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode answer = connection.api().post("/upgrades/" + upgrade + "/limit", ignore.addTo(body));
        connection.print(answer, () -> {
            connection
                    .out()
                    .println("From the next batch of role " + role + " on at most " + atOnce
                            + " may be away at once. Upgrade " + upgrade + " is " + Json.text(answer, "status") + ".");
            connection.out().println("Follow it with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }
}
