package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

/**
 * Undoes every stage since the maintenance began, newest upgrade first: the stages may have run in one upgrade or, each by its
 * own command, in several. The server does it, and does not need this command for it.
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

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        String path = "/clusters/" + seed + "/rollback-control";
        if (plan) {
            JsonNode answer = api.post(path + "/plan", body());
            connection.print(answer, () -> answer.forEach(part -> RollbackTree.print(part, connection.out())));
            return ExitCode.OK;
        }
        List<Long> upgrades = new ArrayList<>();
        api.post(path, body())
                .forEach(upgrade -> upgrades.add(upgrade.path("id").asLong()));
        Deque<Long> left = new ArrayDeque<>(upgrades);
        int ended = ExitCode.OK;
        while (ended == ExitCode.OK && !left.isEmpty()) {
            ended = FollowUpgrade.untilOver(connection, api, left.remove());
        }
        if (connection.machine()) {
            ArrayNode all = Json.array();
            upgrades.forEach(upgrade -> all.add(api.get("/upgrades/" + upgrade)));
            connection.print(all, () -> {});
        } else if (!left.isEmpty()) {
            tellWhatIsLeft(left);
        }
        return ended;
    }

    private void tellWhatIsLeft(Collection<Long> upgrades) {
        connection
                .out()
                .println("Once it is, the server goes on by itself with upgrade "
                        + upgrades.stream().map(String::valueOf).collect(Collectors.joining(", then ")) + ".");
        connection.out().flush();
    }

    private ObjectNode body() {
        ObjectNode body = person.body();
        if (acceptIrreversible) {
            body.put("accept_irreversible", true);
        }
        return body;
    }
}
