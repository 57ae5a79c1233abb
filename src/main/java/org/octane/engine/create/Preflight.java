package org.octane.engine.create;

import java.util.List;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;

/** Checks whether a cloud is fit for a plan. */
@FunctionalInterface
public interface Preflight {

    /**
     * Changes nothing.
     *
     * @param ignored names of checks that may fail
     * @return one for each check, in the order in which they are shown
     * @throws org.octane.plan.Refusal if there is no check of an ignored name
     */
    List<Finding> of(Cloud cloud, Plan plan, PlanOptions options, List<String> ignored);
}
