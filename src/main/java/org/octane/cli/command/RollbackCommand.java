package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import org.octane.cli.render.RollbackTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = "Undo every step of an upgrade that has begun, in the opposite order. After the switch of the"
                + " control plane to a seed: see 'octane rollback-control SEED'.")
public final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "UPGRADE", description = "The upgrade's id.")
    private long upgrade;

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            description = "Only back to the beginning of this stage; default: everything.")
    private String to;

    @Option(names = "--plan", description = "Show what would be undone, and what can't be. Changes nothing.")
    private boolean plan;

    @Option(
            names = "--accept-irreversible",
            description = "Undo what can be undone, even though something that can't be has begun.")
    private boolean acceptIrreversible;

    @Option(names = "--wait", description = "Show progress until it ends; exit status 1 if it fails.")
    private boolean wait;

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        if (plan) {
            JsonNode answer = api.post("/upgrades/" + upgrade + "/rollback/plan", body());
            connection.print(answer, () -> RollbackTree.print(answer, connection.out()));
            return ExitCode.OK;
        }
        JsonNode answer = api.post("/upgrades/" + upgrade + "/rollback", body());
        if (wait) {
            return FollowUpgrade.toTheEnd(connection, api, upgrade);
        }
        connection.print(answer, () -> {
            connection.out().println("Upgrade " + upgrade + " is " + Json.text(answer, "status") + ".");
            connection.out().println("Follow it with: octane watch " + upgrade);
        });
        return ExitCode.OK;
    }

    private ObjectNode body() {
        ObjectNode body = person.body();
        if (to != null) {
            body.put("to", to);
        }
        if (acceptIrreversible) {
            body.put("accept_irreversible", true);
        }
        return body;
    }
}
