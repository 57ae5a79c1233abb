package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.UpgradeRequest;

/** The request of a command that names a seed: an upgrade of that seed's original. */
final class SeedRequest {

    private SeedRequest() {}

    static ObjectNode request(Api api, String stage, int seed) {
        JsonNode cluster = api.get("/clusters/" + seed);
        if (!cluster.hasNonNull("original_cluster_id")) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Cluster " + seed + " is not a seed: no cluster is being upgraded to it.",
                    "Make one with: octane upgrade-env --env ENV");
        }
        return UpgradeRequest.stage(stage, cluster.path("original_cluster_id").asInt())
                .put("seed_cluster_id", seed);
    }
}
