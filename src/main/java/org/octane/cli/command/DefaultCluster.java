package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;

/** The default cluster, if no cluster is named: the only one that is not a seed. */
final class DefaultCluster {

    private DefaultCluster() {}

    /** @param remedy how the operator names one */
    static int of(Api api, String remedy) {
        List<Integer> originals = new ArrayList<>();
        for (JsonNode candidate : api.get("/clusters")) {
            if (!candidate.hasNonNull("original_cluster_id")) {
                originals.add(candidate.path("id").asInt());
            }
        }
        if (originals.size() != 1) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Nailgun has " + originals.size() + " clusters that could be upgraded, not one.",
                    remedy);
        }
        return originals.get(0);
    }
}
