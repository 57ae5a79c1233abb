package org.octane.engine.create;

import org.octane.plan.Cloud;

/** Looks up a cloud: its clusters, releases and nodes. */
@FunctionalInterface
public interface Clouds {

    /**
     * @param original null: the original of {@code seed}
     * @param release null: the highest deployable one of the same operating system
     * @param seed null: as the relation says
     * @throws org.octane.plan.Refusal if there is no such cluster or release, or one cannot become the other
     */
    Cloud of(Integer original, Integer release, Integer seed);
}
