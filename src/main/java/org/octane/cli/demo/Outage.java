package org.octane.cli.demo;

import java.time.Duration;

/**
 * Measures how long something was down, from samples of whether it is up. An outage lasts from the first sample that is down
 * to the next that is up, so its length is wrong by one sampling interval at most. It begins only after a sample that is up.
 */
final class Outage {

    private long began = -1;
    private long last;
    private long longest;
    private long total;
    private int samples;
    private boolean everUp;

    /** @param nanos when, on any clock that only goes forward */
    synchronized void sample(long nanos, boolean up) {
        samples++;
        last = nanos;
        if (up) {
            everUp = true;
            longest = Math.max(longest, open());
            total += open();
            began = -1;
        } else if (everUp && began < 0) {
            began = nanos;
        }
    }

    synchronized Duration longest() {
        return Duration.ofNanos(Math.max(longest, open()));
    }

    synchronized Duration total() {
        return Duration.ofNanos(total + open());
    }

    synchronized int samples() {
        return samples;
    }

    synchronized boolean wasUp() {
        return everUp;
    }

    synchronized boolean isUp() {
        return everUp && began < 0;
    }

    private long open() {
        return began < 0 ? 0 : last - began;
    }
}
