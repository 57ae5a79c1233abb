package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which stages of the strategy in place Nailgun's calls run, as the plan's own file has it. */
public final class InPlacePlan {

    private static final JsonNode PLAN = StageDescription.plan(UpgradeRequest.IN_PLACE);

    private InPlacePlan() {}

    public static List<String> ofControllers() {
        List<String> stages = StageDescription.ofPlan(UpgradeRequest.IN_PLACE);
        return stages.subList(0, stages.indexOf(PLAN.path("controllers").asText()) + 1);
    }

    public static List<String> ofNodes() {
        return List.of(PLAN.path("nodes").asText());
    }
}
