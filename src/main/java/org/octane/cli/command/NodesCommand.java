package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.option.PersonOption;
import org.octane.cli.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "nodes",
        description = "Show the nodes that Nailgun knows; or trust one that was replaced.",
        subcommands = NodesCommand.TrustNode.class)
public final class NodesCommand implements Callable<Integer> {

    private static final String PENDING = "pending_release_id";

    @Mixin
    private Connection connection;

    @Option(names = "--env", paramLabel = "ID", description = "Only those of this cluster.")
    private Integer cluster;

    @Override
    public Integer call() {
        Api api = connection.api();
        JsonNode nodes = api.get("/nodes" + (cluster == null ? "" : "?cluster_id=" + cluster));
        if (cluster != null && nodes.isEmpty()) {
            // A filter finds nothing in a cluster that isn't there; who mistyped its id should be told.
            api.get("/clusters/" + cluster);
        }
        connection.print(nodes, () -> {
            boolean upgrade = nodes.valueStream().anyMatch(node -> node.hasNonNull(PENDING));
            List<String> columns =
                    new ArrayList<>(List.of("ID", "NAME", "STATUS", "CLUSTER", "ROLES", "ADDRESS", "ONLINE"));
            if (upgrade) {
                columns.addAll(List.of("RELEASE", "PENDING"));
            }
            Table table = new Table(columns.toArray(String[]::new));
            nodes.forEach(node -> table.row((Object[]) row(node, upgrade)));
            table.print(connection.out());
            nodes.forEach(node -> Json.texts(node.path("unreadable")).forEach(connection.out()::println));
        });
        return ExitCode.OK;
    }

    private static String[] row(JsonNode node, boolean upgrade) {
        List<String> row = new ArrayList<>(List.of(
                Json.text(node, "id"),
                Json.text(node, "name"),
                Json.text(node, "status"),
                Json.text(node, "cluster"),
                String.join(",", Json.texts(node.path("roles"))),
                Json.text(node, "ip"),
                node.path("online").asBoolean() ? "yes" : "no"));
        if (upgrade) {
            row.add(Json.text(node, "release_id"));
            row.add(Json.text(node, PENDING));
        }
        return row.toArray(String[]::new);
    }

    @Command(
            name = "trust",
            mixinStandardHelpOptions = true,
            description = "Accept the new host key of a node that was reinstalled or replaced.")
    static final class TrustNode implements Callable<Integer> {

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
}
