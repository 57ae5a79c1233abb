package org.octane.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How a simulated cloud is to be, null for what nobody has named.
 *
 * @param speed 2 is twice as fast
 * @param dump a real Nailgun's database
 * @param fuel release of its Fuel master
 * @param chaos what is to go wrong in it
 */
record SimulatedCloud(Double speed, Path dump, String fuel, String chaos) {

    WorldProcess startOrRejoin(Path data) throws IOException, InterruptedException {
        return WorldProcess.startOrRejoin(data, speed, dump, fuel, chaos);
    }
}
