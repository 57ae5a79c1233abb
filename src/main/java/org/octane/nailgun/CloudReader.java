package org.octane.nailgun;

import org.octane.plan.Cloud;

/** The cloud as the planner has to know it. */
public interface CloudReader {

    /**
     * @param original whose upgrade is planned
     * @param release to reach; null: that of the seed, or without one the highest that the cluster can be upgraded to
     */
    Cloud cloud(int original, Integer release);
}
