package org.octane.cli.command;

import java.util.concurrent.Callable;
import org.octane.cli.client.UpgradeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A stage that touches the Fuel master only, so that its command names no cluster. */
@Command
public final class FuelStage implements Callable<Integer> {

    @Mixin
    private StartUpgrade begin;

    @Spec
    private CommandSpec spec;

    @Option(names = "--env", paramLabel = "ID", description = "A cluster; needed where Nailgun has more than one.")
    private Integer cluster;

    @Override
    public Integer call() throws InterruptedException {
        // An upgrade is recorded with its original cluster, though this stage leaves that alone.
        int original = cluster == null
                ? OnlyCluster.of(
                        begin.connection().api(), "Say for which one this is: octane " + spec.name() + " --env ID")
                : cluster;
        return begin.run(UpgradeRequest.stage(spec.name(), original));
    }
}
