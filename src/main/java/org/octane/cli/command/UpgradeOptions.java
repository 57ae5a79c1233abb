package org.octane.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.option.BatchOptions;
import org.octane.cli.option.Environment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of both 'plan' and 'upgrade', so that a plan is run by changing one word. */
final class UpgradeOptions {

    @Mixin
    private Environment environment;

    @Option(
            names = "--release",
            paramLabel = "ID",
            description = "The release to reach; default: the newest of the same operating system.")
    private Integer release;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the seed cluster.")
    private String name;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "side-by-side",
            description = "How the cloud is upgraded; default: ${DEFAULT-VALUE}.")
    private String strategy;

    @Option(
            names = "--controllers",
            split = ",",
            paramLabel = "NODE",
            description = "Spare servers that become the seed's controllers.")
    private List<Integer> controllers;

    @Option(names = "--stages", split = ",", paramLabel = "STAGE", description = "Only these stages.")
    private List<String> stages;

    @Option(names = "--seed", paramLabel = "ID", description = "The seed cluster, if it exists already.")
    private Integer seed;

    @Option(names = "--nodes", split = ",", paramLabel = "NODE", description = "Only these nodes of the cluster.")
    private List<Integer> nodes;

    @Mixin
    private BatchOptions batches;

    ObjectNode body() {
        ObjectNode body = UpgradeRequest.of(environment.id(), strategy);
        if (release != null) {
            body.put("release_id", release);
        }
        if (name != null) {
            body.put("name", name);
        }
        if (seed != null) {
            body.put("seed_cluster_id", seed);
        }
        UpgradeRequest.put(body, "controllers", controllers);
        UpgradeRequest.put(body, "nodes", nodes);
        if (stages != null) {
            stages.forEach(body.withArray("stages")::add);
        }
        return batches.addTo(body);
    }
}
