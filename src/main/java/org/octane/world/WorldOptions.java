package org.octane.world;

import java.nio.file.Path;
import org.octane.world.astute.SimulatedAstute;
import org.octane.world.fuel.FuelVersion;

/**
 * How a world is made.
 *
 * @param speed 1: what takes a second in the stand-ins takes a second; 50: fifty times faster; greater than 0
 * @param nailgunDump pg_dump text, plain or .gz, that a new world's Nailgun database is made from; null: the sample
 *     cloud; without effect on a world that exists already
 * @param fuel the Fuel release whose Astute and Fuel master it has
 * @param workers so many tasks its Astute can have at once
 * @param chaos what is to go wrong in it, see {@link org.octane.world.chaos.FaultSpec}; empty: nothing
 */
public record WorldOptions(double speed, Path nailgunDump, FuelVersion fuel, int workers, String chaos) {

    public WorldOptions {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed " + speed + " is not a number greater than 0");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("an Astute with " + workers + " workers does nothing");
        }
    }

    /** The sample cloud at that speed, where nothing goes wrong. */
    public static WorldOptions speed(double speed) {
        return new WorldOptions(speed, null, FuelVersion.V7_0, SimulatedAstute.WORKERS, "");
    }

    /** The same with other faults. */
    public WorldOptions with(String faults) {
        return new WorldOptions(speed, nailgunDump, fuel, workers, faults);
    }

    /** The same with the Astute of another Fuel release. */
    public WorldOptions with(FuelVersion release) {
        return new WorldOptions(speed, nailgunDump, release, workers, chaos);
    }

    /** The same from another Nailgun's database. */
    public WorldOptions with(Path dump) {
        return new WorldOptions(speed, dump, fuel, workers, chaos);
    }
}
