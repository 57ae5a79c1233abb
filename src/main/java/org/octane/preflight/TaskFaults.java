package org.octane.preflight;

import java.util.List;

/** Tells what keeps a release's deployment tasks from being cast, before anything runs. */
@FunctionalInterface
public interface TaskFaults {

    /**
     * Sentences that name a task and what is wrong with it; none: all can be cast.
     *
     * @param cluster the original
     * @param release that is upgraded to
     * @param seed null: not there yet
     */
    List<String> of(int cluster, int release, Integer seed);
}
