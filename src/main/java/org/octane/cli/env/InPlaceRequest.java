package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.command.FollowUpgrade;
import org.octane.cli.option.BatchOptions;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.PersonOption;
import org.octane.cli.render.PlanTree;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Upgrades in place through Nailgun's own call, or shows what that would do; shared by 'env upgrade' and 'node upgrade'. */
final class InPlaceRequest {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private BatchOptions batches;

    @Option(names = "--plan", description = "Show what would be done, and what the pre-flight finds. Changes nothing.")
    private boolean plan;

    @Option(names = "--wait", description = "Show progress until it ends; exit status 1 if it fails.")
    private boolean wait;

    Connection connection() {
        return connection;
    }

    Api api() {
        return connection.api();
    }

    boolean plans() {
        return plan;
    }

    /** A body that says who asks, which checks are ignored, and how batches are cut. */
    ObjectNode body() {
        return person.addTo(ignored.addTo(batches.addTo(Json.object())));
    }

    /** @param body of an upgrade of which nothing is begun */
    int plan(ObjectNode body) {
        JsonNode answer = api().post("/upgrades/plan", ignored.addTo(batches.addTo(body)));
        connection.print(answer, () -> PlanTree.print(answer, connection.out()));
        return ExitCode.OK;
    }

    /**
     * @param what is upgraded
     * @param call of Nailgun
     * @param next what to do afterwards, may be null
     */
    int start(String what, int cluster, String call, String next) throws InterruptedException {
        Api api = api();
        JsonNode task = api.put(call, body());
        Upgrade upgrade = UpdateRequest.newest(api, cluster);
        return follow(api, upgrade, task, () -> {
            connection
                    .out()
                    .println("Upgrade of " + what + " of cluster " + cluster + " to release " + upgrade.release()
                            + " has started: upgrade " + upgrade.id() + ", Nailgun's task " + Json.text(task, "id")
                            + ".");
            connection.out().println("Follow it with: octane watch " + upgrade.id());
            if (next != null) {
                connection.out().println(next);
            }
        });
    }

    /** All stages. */
    int startAll(int cluster) throws InterruptedException {
        Api api = api();
        ObjectNode body = body();
        body.setAll(UpgradeRequest.of(cluster, UpgradeRequest.IN_PLACE));
        JsonNode answer = api.post("/upgrades", body);
        Upgrade upgrade = Upgrade.of(answer);
        return follow(api, upgrade, answer, () -> {
            connection
                    .out()
                    .println("Upgrade of all nodes of cluster " + cluster + " to release " + upgrade.release()
                            + " has started: upgrade " + upgrade.id() + ".");
            connection.out().println("Follow it with: octane watch " + upgrade.id());
        });
    }

    private int follow(Api api, Upgrade upgrade, JsonNode answer, Runnable started) throws InterruptedException {
        if (wait) {
            return FollowUpgrade.toTheEnd(connection, api, upgrade.id());
        }
        connection.print(answer, started);
        return ExitCode.OK;
    }
}
