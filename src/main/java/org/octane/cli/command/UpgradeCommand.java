package org.octane.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "upgrade", description = "Upgrade a cloud to a newer release.")
public final class UpgradeCommand implements Callable<Integer> {

    @Mixin
    private StartUpgrade begin;

    @Mixin
    private UpgradeOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return begin.run(options.body());
    }
}
