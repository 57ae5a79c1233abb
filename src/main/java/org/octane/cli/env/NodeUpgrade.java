package org.octane.cli.env;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.octane.cli.client.Api;
import org.octane.cli.client.InPlacePlan;
import org.octane.cli.client.UpgradeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description =
                "Bring nodes of an environment whose controllers are upgraded to the same release, in batches by role. Their data"
                        + " stays. The last nodes of the environment close its upgrade.")
final class NodeUpgrade implements Callable<Integer> {

    @Mixin
    private InPlaceRequest request;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "Ids of nodes of one environment; no controllers.")
    private List<Integer> nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Set<Integer> named = new LinkedHashSet<>(nodes);
        int cluster = cluster(request.api(), named);
        if (request.plans()) {
            ObjectNode body = UpgradeRequest.of(cluster, UpgradeRequest.IN_PLACE);
            InPlacePlan.ofNodes().forEach(body.withArray("stages")::add);
            UpgradeRequest.put(body, "nodes", List.copyOf(named));
            return request.plan(body);
        }
        String ids = named.stream().map(String::valueOf).collect(Collectors.joining(","));
        return request.start(
                named.size() == 1 ? "node " + ids : "nodes " + ids.replace(",", ", "),
                cluster,
                "/clusters/" + cluster + "/upgrade?node=" + ids,
                null);
    }

    private int cluster(Api api, Set<Integer> named) {
        Set<Integer> clusters = named.stream()
                .map(node -> api.get("/nodes/" + node).path("cluster").asInt())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (clusters.size() > 1 || clusters.contains(0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    clusters.contains(0) ? "A node is in no environment" : "The nodes are of several environments");
        }
        return clusters.iterator().next();
    }
}
