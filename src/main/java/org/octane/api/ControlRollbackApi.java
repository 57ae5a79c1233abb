package org.octane.api;

import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.engine.undo.ControlRollbacks;

/** Gives the cloud back from a seed, as one operation of the server. */
public record ControlRollbackApi(ControlRollbacks rollbacks) {

    /** @return the upgrades that are rolled back, in that order */
    public String start(@Header("cluster_id") int seed, @Body Map<String, Object> body) {
        return rollbacks.start(request(seed, body));
    }

    public List<RollbackView> plan(@Header("cluster_id") int seed, @Body Map<String, Object> body) {
        return rollbacks.plan(request(seed, body)).stream()
                .map(RollbackView::of)
                .toList();
    }

    private static ControlRollbacks.Request request(int seed, Map<String, Object> body) {
        return new ControlRollbacks.Request(
                seed, Boolean.TRUE.equals(body.get("accept_irreversible")), UpgradeApi.person(body));
    }
}
