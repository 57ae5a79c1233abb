package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.FailedChecks;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;
import org.octane.cli.command.FollowUpgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.PersonOption;
import org.octane.cli.option.StepsOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A call of Nailgun's that begins an upgrade, which is shown instead, left to the server or followed to its end. */
final class NailgunCall {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private StepsOption steps;

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

    /** Says who asks, and which checks are ignored. */
    ObjectNode signed(ObjectNode body) {
        return person.addTo(ignored.addTo(body));
    }

    /** @param body of an upgrade of which nothing is begun */
    int plan(ObjectNode body) {
        JsonNode answer = api().post("/upgrades/plan", ignored.addTo(body));
        connection.print(answer, () -> steps.print(answer, connection.out()));
        return FailedChecks.of(answer.path("preflight")).exitCode();
    }

    /**
     * @param what begins, such as {@code Update}
     * @param next what to do afterwards, may be null
     */
    int start(String what, int cluster, String path, ObjectNode body, String next) throws InterruptedException {
        JsonNode task = api().put(path, signed(body));
        return follow(what, newest(cluster), task, ", Nailgun's task " + Json.text(task, "id"), next);
    }

    /** The same by the engine's own call. */
    int startAll(String what, ObjectNode body) throws InterruptedException {
        JsonNode answer = api().post("/upgrades", signed(body));
        return follow(what, Upgrade.of(answer), answer, "", null);
    }

    private int follow(String what, Upgrade upgrade, JsonNode answer, String task, String next)
            throws InterruptedException {
        if (wait) {
            return FollowUpgrade.toTheEnd(connection, api(), upgrade.id());
        }
        connection.print(answer, () -> {
            connection
                    .out()
                    .println(what + " of cluster " + upgrade.original() + " to release " + upgrade.release()
                            + " has started: upgrade " + upgrade.id() + task + ".");
            connection.out().println("Follow it with: octane watch " + upgrade.id());
            if (next != null) {
                connection.out().println(next);
            }
        });
        return ExitCode.OK;
    }

    /** That of a cluster, of which one at most is under way; the server lists the newest first. */
    private Upgrade newest(int cluster) {
        for (JsonNode upgrade : api().get("/upgrades")) {
            if (upgrade.path("original_cluster_id").asInt() == cluster) {
                return Upgrade.of(upgrade);
            }
        }
        throw new IllegalStateException("The server lists no upgrade of cluster " + cluster);
    }
}
