package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pause}, {@code resume} and {@code abort}. */
public final class LifecycleCommand implements Callable<Integer> {

    /** Said of an upgrade that was resumed after a step of it had failed for good. */
    private static final String FAILED =
            "A step of it has failed for good. See which one with: octane dead-letters --upgrade %d";

    private final String verb;
    private final String next;

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    /** @param next what to say about it, with %d for the upgrade's id */
    public LifecycleCommand(String verb, String next) {
        this.verb = verb;
        this.next = next;
    }

    @Override
    public Integer call() {
        JsonNode answer = connection.api().post("/upgrades/" + upgrade + "/" + verb, person.body());
        connection.print(answer, () -> {
            String status = Json.text(answer, "status");
            connection.out().println("Upgrade " + upgrade + " is " + status + ".");
            connection.out().println((status.equals("failed") ? FAILED : next).formatted(upgrade));
        });
        return ExitCode.OK;
    }
}
