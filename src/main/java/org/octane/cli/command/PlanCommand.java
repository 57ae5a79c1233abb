package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.FailedChecks;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.StepsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description =
                "Show what an upgrade would do, how long it should take, what can't be undone, and what its pre-flight"
                        + " finds. Changes nothing.")
public final class PlanCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private UpgradeOptions options;

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private StepsOption steps;

    @Override
    public Integer call() {
        JsonNode plan = connection.api().post("/upgrades/plan", ignored.addTo(options.body()));
        connection.print(plan, () -> steps.print(plan, connection.out()));
        return FailedChecks.of(plan.path("preflight")).exitCode();
    }
}
