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
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Deque<ServedCloud> clouds = new ArrayDeque<>();

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
            add(ServedCloud.start(settings, catalogue, folder, temporary, simulated));
            return;
        }
        settings.requireApart(simulated != null);
        open.push(DataFolder.lock(folder, temporary));
        for (var name : settings.clouds()) {
            add(ServedCloud.start(settings.of(name), catalogue, within(name), false, simulated));
        }
    }

    void announce(PrintWriter out) {
        clouds.forEach(cloud -> cloud.announce(out));
    }

    private void add(ServedCloud cloud) {
        open.push(cloud);
        clouds.add(cloud);
    }

    private Path within(String name) throws IOException {
        return OwnFolder.at(folder.resolve(name));
    }

    /** The last first: the folder of all goes at the very end. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("A cloud did not end well");
            }
        }
    }
}
