package org.octane.engine.create;

import java.util.List;
import org.octane.plan.PlanOptions;

/**
 * What an operator asks for.
 *
 * @param original cluster to upgrade; null: the original of {@code seed}, or none for stages of the Fuel master alone
 * @param release to reach, null: the highest deployable one
 * @param seed the seed, where it is there already; null: as Nailgun's relation says
 * @param name of the seed, null: made from the original's
 * @param ignored names of pre-flight checks that may fail
 * @param actor who asks
 */
public record UpgradeRequest(
        Integer original,
        Integer release,
        Integer seed,
        String name,
        PlanOptions options,
        List<String> ignored,
        String actor) {

    public UpgradeRequest {
        ignored = List.copyOf(ignored);
    }
}
