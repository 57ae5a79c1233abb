package org.octane.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The body of POST /upgrades and /upgrades/plan; the server chooses what is absent. */
public final class UpgradeRequest {

    public static final String SIDE_BY_SIDE = "side-by-side";

    public static final String PATCH = "patch";

    public static final String IN_PLACE = "in-place";

    private UpgradeRequest() {}

    public static ObjectNode of(int original, String strategy) {
        return Json.object().put("original_cluster_id", original).put("strategy", strategy);
    }

    public static ObjectNode stage(String stage, int original) {
        ObjectNode body = of(original, SIDE_BY_SIDE);
        body.withArray("stages").add(stage);
        return body;
    }

    public static void put(ObjectNode body, String member, List<Integer> ids) {
        if (ids != null && !ids.isEmpty()) {
            ids.forEach(body.withArray(member)::add);
        }
    }
}
