package org.octane.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A stage between a seed and its original, named by the seed. */
@Command
public final class SeedStage implements Callable<Integer> {

    @Mixin
    private StartUpgrade begin;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SEED", description = "The seed cluster that upgrade-env made.")
    private int seed;

    @Override
    public Integer call() throws InterruptedException {
        return begin.run(SeedRequest.request(begin.connection().api(), spec.name(), seed));
    }
}
