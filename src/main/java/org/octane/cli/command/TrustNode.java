package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "trust",
        mixinStandardHelpOptions = true,
        description = "Accept the new host key of a node that was reinstalled or replaced.")
final class TrustNode implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(paramLabel = "NODE", description = "The node's id; 0 is the Fuel master.")
    private int node;

    @Override
    public Integer call() {
        JsonNode answer = connection.api().post("/nodes/" + node + "/trust", person.body());
        connection.print(answer, () -> connection
                .out()
                .println(
                        answer.path("forgotten").asBoolean()
                                ? "The host key of node " + node + " is forgotten; the one it shows next is pinned."
                                : "No host key of node " + node + " was pinned; the one it shows next is."));
        return ExitCode.OK;
    }
}
