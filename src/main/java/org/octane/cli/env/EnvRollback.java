package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Bring every node of an environment whose update has failed back to the release of before.")
final class EnvRollback implements Callable<Integer> {

    @Mixin
    private UpdateRequest update;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode cluster = update.cluster();
        String status = Json.text(cluster, "status");
        if (!status.endsWith("_error")) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Cluster " + update.id() + " is " + status + "; only a failed update is rolled back.",
                    "To go back to an earlier release: octane env update --env " + update.id() + " --release ID");
        }
        return update.run("Rollback", cluster.path("release_id").asInt());
    }
}
