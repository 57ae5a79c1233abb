package org.octane.engine;

import java.time.Duration;

/**
 * How an instance of the engine claims steps and tries them again.
 *
 * @param instance name of this instance, the same after a restart, so that it finds its own claims; unique among those that run
 * @param workers how many steps run at once in this instance
 * @param lease how long a claim lasts without renewal; after it another instance takes over
 * @param firstRetry how long after its first failure a step is tried again; doubles with every further one
 * @param longestRetry the longest such pause
 * @param lostMessageAfter for how long a step is queued before its message counts as lost, and whoever has room begins it
 */
public record EngineSettings(
        String instance,
        int workers,
        Duration lease,
        Duration firstRetry,
        Duration longestRetry,
        Duration lostMessageAfter) {}
