package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.FailedChecks;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.option.Connection;
import org.octane.cli.option.Environment;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.render.FindingsTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preflight",
        description = "Check whether a cloud is fit for its upgrade, or for some stages of it. Changes nothing.")
public final class PreflightCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private Environment environment;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = UpgradeRequest.SIDE_BY_SIDE,
            description = "How the cloud is to be upgraded; default: ${DEFAULT-VALUE}.")
    private String strategy;

    @Option(
            names = "--stage",
            split = ",",
            paramLabel = "STAGE",
            description = "Only what this stage needs; can be repeated.")
    private List<String> stages;

    @Option(names = "--nodes", split = ",", paramLabel = "NODE", description = "Only these nodes of the cluster.")
    private List<Integer> nodes;

    @Override
    public Integer call() {
        Api api = connection.api();
        Integer named = environment.orNull();
        int cluster = named == null ? DefaultCluster.of(api, "Name one: octane preflight --env ID") : named;
        ObjectNode body = UpgradeRequest.of(cluster, strategy);
        if (stages != null) {
            stages.forEach(body.withArray("stages")::add);
        }
        UpgradeRequest.put(body, "nodes", nodes);
        JsonNode findings = api.post("/upgrades/plan", ignored.addTo(body)).path("preflight");
        connection.print(findings, () -> FindingsTable.print(findings, connection.out()));
        return FailedChecks.of(findings).exitCode();
    }
}
