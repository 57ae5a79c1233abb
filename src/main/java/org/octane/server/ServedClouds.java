package org.octane.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.octane.plan.catalogue.Catalogue;
import org.octane.server.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All clouds of a server. One that is the only one has the data folder for itself; of several each has a folder of its name in there,
 * a database, an address and limits of its own, and shares with the others the process and, where one is named, the broker.
 */
final class ServedClouds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedClouds.class);

    private final Path folder;
    private final boolean temporary;
    private final Deque<ServedCloud> clouds = new ArrayDeque<>();
    /** Of all of them; null where the only one has it for itself. */
    private DataFolder held;

    ServedClouds(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /**
     * None is served if one of them can't be.
     *
     * @throws IllegalArgumentException if two of them have the same database or port
     */
    void start(Settings settings, Catalogue catalogue, SimulatedCloud simulated) throws Exception {
        if (settings.clouds().isEmpty()) {
            clouds.add(ServedCloud.start(settings, catalogue, folder, temporary, simulated));
            return;
        }
        settings.requireApart(simulated != null);
        held = DataFolder.lock(folder, temporary);
        for (var name : settings.clouds()) {
            clouds.add(ServedCloud.start(settings.of(name), catalogue, within(name), false, simulated));
        }
    }

    void announce(PrintWriter out) {
        clouds.forEach(cloud -> cloud.announce(out));
    }

    private Path within(String name) throws IOException {
        return OwnFolder.at(folder.resolve(name));
    }

    /** The last first: the folder of all goes at the very end. */
    @Override
    public void close() {
        while (!clouds.isEmpty()) {
            end(clouds.removeLast());
        }
        if (held != null) {
            end(held);
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("A cloud did not end well");
        }
    }
}
