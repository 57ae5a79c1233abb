package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description =
                "Show what an upgrade would do, how long it should take, what can't be undone, and what its pre-flight finds. Changes nothing.")
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private UpgradeOptions options;

    @Mixin
    private Ignored ignored;

    @Override
    public Integer call() {
        JsonNode plan = connection.api().post("/upgrades/plan", ignored.into(options.body()));
        connection.print(plan, () -> PlanTree.print(plan, connection.out()));
        return ExitCode.OK;
    }
}
