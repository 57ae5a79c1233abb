package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A stage that touches the Fuel master only, so that its command names no cluster. */
@Command
final class FuelStage implements Callable<Integer> {

    @Mixin
    private Begin begin;

    @Spec
    private CommandSpec spec;

    @Option(names = "--env", paramLabel = "ID", description = "A cluster; needed where Nailgun has more than one.")
    private Integer cluster;

    @Override
    public Integer call() throws InterruptedException {
        int original = cluster == null ? onlyCluster() : cluster;
        return begin.run(UpgradeRequest.stage(spec.name(), original));
    }

    /** An upgrade is recorded with its original cluster, though this stage leaves that alone. */
    private int onlyCluster() {
        List<Integer> originals = new ArrayList<>();
        for (JsonNode candidate : begin.connection().api().get("/clusters")) {
            if (!candidate.hasNonNull("original_cluster_id")) {
                originals.add(candidate.path("id").asInt());
            }
        }
        if (originals.size() != 1) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Nailgun has " + originals.size() + " clusters that could be upgraded, not one.",
                    "Say for which one this is: octane " + spec.name() + " --env ID");
        }
        return originals.get(0);
    }
}
