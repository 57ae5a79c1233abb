package org.octane.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The body of POST /upgrades and /upgrades/plan; what is absent is the server's to choose. */
final class UpgradeRequest {

    static final String SIDE_BY_SIDE = "side-by-side";

    private UpgradeRequest() {}

    static ObjectNode of(int original, String strategy) {
        return Json.object().put("original_cluster_id", original).put("strategy", strategy);
    }

    static ObjectNode stage(String stage, int original) {
        ObjectNode body = of(original, SIDE_BY_SIDE);
        body.withArray("stages").add(stage);
        return body;
    }

    static void put(ObjectNode body, String member, List<Integer> ids) {
        if (ids != null && !ids.isEmpty()) {
            ids.forEach(body.withArray(member)::add);
        }
    }
}
