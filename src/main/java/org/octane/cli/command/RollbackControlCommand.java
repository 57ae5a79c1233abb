package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.client.Stage;
import org.octane.cli.client.StageDescription;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import org.octane.cli.render.RollbackTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Undoes every stage since the maintenance began, newest upgrade first: the stages may have run in one upgrade or, each by its
 * own command, in several.
 */
@Command(
        name = "rollback-control",
        description = "Return the cloud to the original's controllers, with their databases as they were when the"
                + " maintenance began. The seed stays, isolated.")
public final class RollbackControlCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Parameters(index = "0", paramLabel = "SEED", description = "Id of the seed cluster.")
    private int seed;

    @Option(names = "--plan", description = "Show what would be undone, and what can't be. Changes nothing.")
    private boolean plan;

    @Option(
            names = "--accept-irreversible",
            description = "Undo what can be undone, even though something that can't be has begun.")
    private boolean acceptIrreversible;

    private record Part(long upgrade, String to) {}

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        List<Part> parts = parts(api);
        if (parts.isEmpty()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "No upgrade has moved anything to seed " + seed + ".",
                    "See what there is with: octane status");
        }
        PrintWriter out = connection.out();
        for (Part part : parts) {
            if (plan) {
                JsonNode answer = api.post("/upgrades/" + part.upgrade() + "/rollback/plan", body(part));
                connection.print(answer, () -> RollbackTree.print(answer, out));
                continue;
            }
            api.post("/upgrades/" + part.upgrade() + "/rollback", body(part));
            int ended = FollowUpgrade.toTheEnd(connection, api, part.upgrade());
            if (ended != ExitCode.OK) {
                return ended;
            }
        }
        return ExitCode.OK;
    }

    private List<Part> parts(Api api) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode upgrade : api.get("/upgrades")) {
            if (upgrade.path("seed_cluster_id").asInt() != seed) {
                continue;
            }
            for (JsonNode stage : upgrade.path("stages")) {
                String name = Json.text(stage, "stage");
                if (!Stage.of(stage).undoes()
                        && !Set.of("pending", "undone").contains(Json.text(stage, "status"))
                        && StageDescription.exists(name)
                        && StageDescription.of(name).movesTheCloud()) {
                    parts.add(new Part(upgrade.path("id").asLong(), name));
                    break;
                }
            }
        }
        return parts;
    }

    private ObjectNode body(Part part) {
        ObjectNode body = person.body().put("to", part.to());
        if (acceptIrreversible) {
            body.put("accept_irreversible", true);
        }
        return body;
    }
}
