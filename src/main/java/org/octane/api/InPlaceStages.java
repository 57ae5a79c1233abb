package org.octane.api;

import java.util.List;
import org.octane.plan.catalogue.PlanDefinition;

/** Which stages of the strategy in place a call of Nailgun runs. */
public record InPlaceStages(PlanDefinition plan) {

    public static final String STRATEGY = "in-place";

    /** @param all whether the cluster has no other nodes */
    List<String> ofControllers(boolean all) {
        return all
                ? plan.names()
                : plan.names().subList(0, plan.names().indexOf(plan.parts().controllers()) + 1);
    }

    /** @param last whether nothing is left to do after them but to close the upgrade */
    List<String> ofNodes(boolean last) {
        var first = plan.parts().nodes();
        return last
                ? plan.names().subList(plan.names().indexOf(first), plan.names().size())
                : List.of(first);
    }
}
