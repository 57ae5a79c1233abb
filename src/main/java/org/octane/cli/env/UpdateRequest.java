package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Json;
import org.octane.cli.client.UpgradeRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Updates a cluster; shared by 'env update' and 'env rollback'. */
final class UpdateRequest {

    @Mixin
    private NailgunCall call;

    @Parameters(index = "0", paramLabel = "ENV", description = "Id of the environment.")
    private int cluster;

    int id() {
        return cluster;
    }

    JsonNode cluster() {
        return call.api().get("/clusters/" + cluster);
    }

    /** @param release null: the pending one */
    int run(String what, Integer release) throws InterruptedException {
        return call.plans()
                ? call.plan(to(release, "release_id", UpgradeRequest.of(cluster, UpgradeRequest.PATCH)))
                : call.start(
                        what,
                        cluster,
                        "/clusters/" + cluster + "/update",
                        to(release, "pending_release_id", Json.object()),
                        null);
    }

    private static ObjectNode to(Integer release, String name, ObjectNode body) {
        return release == null ? body : body.put(name, release);
    }
}
