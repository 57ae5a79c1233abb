package org.octane.api;

import java.util.List;

/**
 * Which stages of the strategy in place a call of Nailgun runs.
 *
 * @param names of all, in the plan's order
 */
public record InPlaceStages(List<String> names) {

    public static final String STRATEGY = "in-place";

    static final String BEGIN = "begin-upgrade";
    static final String CONTROLLERS = "upgrade-controllers";
    private static final String OTHERS = "upgrade-roles";

    public InPlaceStages {
        names = List.copyOf(names);
    }

    /** @param all whether the cluster has no other nodes */
    List<String> ofControllers(boolean all) {
        return all ? names : names.subList(0, names.indexOf(CONTROLLERS) + 1);
    }

    /** @param last whether nothing is left to do after them but to close the upgrade */
    List<String> ofNodes(boolean last) {
        return last ? names.subList(names.indexOf(OTHERS), names.size()) : List.of(OTHERS);
    }
}
