package org.octane.engine;

import java.time.Duration;

/**
 * @param instance name of this instance, the same after it was killed, so that it knows at once what it was working on; no two that
 *     run may have the same
 * @param lease how long a claim lasts without renewal; after it another instance takes over
 * @param firstRetry how long after its first failure a step is tried again; doubles with every further one
 * @param longestRetry the longest such pause
 * @param forgottenAfter when a queued step whose message seems lost is announced again
 */
public record EngineSettings(
        String instance, Duration lease, Duration firstRetry, Duration longestRetry, Duration forgottenAfter) {}
