package org.octane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A command that names a seed means the upgrade of its original. */
final class Seed {

    private Seed() {}

    static ObjectNode request(Api api, String stage, int seed) {
        JsonNode cluster = api.get("/clusters/" + seed);
        if (!cluster.hasNonNull("original_cluster_id")) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Cluster " + seed + " is not a seed: no cluster is being upgraded to it.",
                    "Make one with: octane upgrade-env ENV");
        }
        return UpgradeRequest.stage(stage, cluster.path("original_cluster_id").asInt())
                .put("seed_cluster_id", seed);
    }
}
