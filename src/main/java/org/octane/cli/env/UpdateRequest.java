package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.command.FollowUpgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.PersonOption;
import org.octane.cli.render.PlanTree;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Updates a cluster through Nailgun's own call, or shows what that would do; shared by the commands below {@code env}. */
final class UpdateRequest {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Mixin
    private IgnoreOption ignored;

    @Parameters(index = "0", paramLabel = "ENV", description = "Id of the environment.")
    private int cluster;

    @Option(names = "--plan", description = "Show what would be done, and what the pre-flight finds. Changes nothing.")
    private boolean plan;

    @Option(names = "--wait", description = "Show progress until it ends; exit status 1 if it fails.")
    private boolean wait;

    int id() {
        return cluster;
    }

    JsonNode cluster() {
        return connection.api().get("/clusters/" + cluster);
    }

    /** @param release null: the pending one */
    int run(String what, Integer release) throws InterruptedException {
        return plan ? plan(release) : start(what, release);
    }

    private int plan(Integer release) {
        ObjectNode body = ignored.addTo(UpgradeRequest.of(cluster, UpgradeRequest.PATCH));
        if (release != null) {
            body.put("release_id", release);
        }
        JsonNode answer = connection.api().post("/upgrades/plan", body);
        connection.print(answer, () -> PlanTree.print(answer, connection.out()));
        return ExitCode.OK;
    }

    private int start(String what, Integer release) throws InterruptedException {
        Api api = connection.api();
        ObjectNode body = person.addTo(ignored.addTo(Json.object()));
        if (release != null) {
            body.put("pending_release_id", release);
        }
        JsonNode task = api.put("/clusters/" + cluster + "/update", body);
        Upgrade upgrade = newest(api, cluster);
        if (wait) {
            return FollowUpgrade.toTheEnd(connection, api, upgrade.id());
        }
        connection.print(task, () -> {
            connection
                    .out()
                    .println(what + " of cluster " + cluster + " to release " + upgrade.release()
                            + " has started: upgrade " + upgrade.id() + ", Nailgun's task " + Json.text(task, "id")
                            + ".");
            connection.out().println("Follow it with: octane watch " + upgrade.id());
        });
        return ExitCode.OK;
    }

    /** That of a cluster, of which one at most is under way; the server lists the newest first. */
    static Upgrade newest(Api api, int cluster) {
        for (JsonNode upgrade : api.get("/upgrades")) {
            if (upgrade.path("original_cluster_id").asInt() == cluster) {
                return Upgrade.of(upgrade);
            }
        }
        throw new IllegalStateException("The server lists no upgrade of cluster " + cluster);
    }
}
