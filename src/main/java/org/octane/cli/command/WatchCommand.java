package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.option.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "watch", description = "Follow an upgrade to its end. Ctrl-C leaves it running.")
public final class WatchCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(arity = "0..1", paramLabel = "UPGRADE", description = "An upgrade's id; default: the newest.")
    private Long id;

    @Override
    public Integer call() throws InterruptedException {
        Api api = connection.api();
        return FollowUpgrade.toTheEnd(connection, api, id == null ? newest(api.get("/upgrades")) : id);
    }

    private static long newest(JsonNode upgrades) {
        long newest = 0;
        for (JsonNode upgrade : upgrades) {
            newest = Math.max(newest, upgrade.path("id").asLong());
        }
        if (newest == 0) {
            throw new Failure(ExitCode.REFUSED, "There is no upgrade yet.", "Start one with: octane upgrade --env ID");
        }
        return newest;
    }
}
