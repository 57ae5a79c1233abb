package org.octane.engine.create;

import java.util.List;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;

/** Whether a cloud is fit for what is planned. */
@FunctionalInterface
public interface Preflight {

    /**
     * Looks and changes nothing.
     *
     * @param ignored names of checks that may fail
     * @return one for each check, in the order in which they are shown
     * @throws org.octane.plan.Refusal if there is no check of an ignored name
     */
    List<Finding> of(Cloud cloud, Plan plan, PlanOptions options, List<String> ignored);
}
