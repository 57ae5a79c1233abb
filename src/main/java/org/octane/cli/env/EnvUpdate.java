package org.octane.cli.env;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description =
                "Bring an environment to another release of the same OpenStack, node after node. One whose update has failed"
                        + " goes on at the node that failed.")
final class EnvUpdate implements Callable<Integer> {

    @Mixin
    private UpdateRequest update;

    @Option(
            names = "--release",
            paramLabel = "ID",
            description =
                    "The release to reach, an earlier one too if the current one names it; default: the pending one.")
    private Integer release;

    @Override
    public Integer call() throws InterruptedException {
        return update.run("Update", release);
    }
}
