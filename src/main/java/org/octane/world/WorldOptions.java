package org.octane.world;

import java.nio.file.Path;

/**
 * How a world is made.
 *
 * @param speed 1: what takes a second in the stand-ins takes a second; 50: fifty times faster; greater than 0
 * @param nailgunDump pg_dump text, plain or .gz, that a new world's Nailgun database is made from; null: the sample
 *     cloud; without effect on a world that exists already
 * @param chaos what is to go wrong in it, see {@link org.octane.world.chaos.FaultSpec}; empty: nothing
 */
public record WorldOptions(double speed, Path nailgunDump, String chaos) {

    public WorldOptions {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed " + speed + " is not a number greater than 0");
        }
    }

    /** The sample cloud at that speed, where nothing goes wrong. */
    public static WorldOptions speed(double speed) {
        return new WorldOptions(speed, null, "");
    }
}
