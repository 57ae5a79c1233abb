package org.octane.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.UpgradeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** upgrade-env: makes the seed cluster of an original one. */
@Command
public final class EnvStage implements Callable<Integer> {

    @Mixin
    private StartUpgrade begin;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ENV", description = "The cluster to upgrade.")
    private int original;

    @Parameters(index = "1..*", paramLabel = "NODE", description = "Spare servers that become the seed's controllers.")
    private List<Integer> controllers = new ArrayList<>();

    @Option(names = "--release", paramLabel = "ID", description = "The seed's release; default: the newest.")
    private Integer release;

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode body = UpgradeRequest.stage(spec.name(), original);
        UpgradeRequest.put(body, "controllers", controllers);
        if (release != null) {
            body.put("release_id", release);
        }
        return begin.run(body);
    }
}
