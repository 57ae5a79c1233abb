package org.octane.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.octane.plan.catalogue.Catalogue;
import org.octane.server.apart.ApartBrokers;
import org.octane.server.apart.ApartDatabases;
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
     * @throws IllegalArgumentException if two of them have the same database, broker of Astute's or port
     */
    void start(Settings settings, Catalogue catalogue, SimulatedCloud simulated) throws Exception {
        if (settings.clouds().isEmpty()) {
            clouds.add(ServedCloud.open(settings, folder, temporary, simulated));
        } else {
            settings.requireApart();
            held = DataFolder.lock(folder, temporary);
            for (var name : settings.clouds()) {
                clouds.add(ServedCloud.open(settings.of(name), within(name), false, simulated));
            }
            requireApart();
        }
        for (var cloud : clouds) {
            cloud.serve(catalogue);
        }
    }

    /** Before one of them begins: what it would do on another one's nodes can't be taken back. */
    private void requireApart() throws SQLException {
        if (clouds.size() == 1) {
            return;
        }
        var astute = new ApartBrokers("octane.astute.url");
        clouds.forEach(cloud -> astute.add(
                cloud.settings().cloud(), cloud.settings().brokers().astute().url()));
        var opened = new ArrayDeque<Databases>();
        try (var octane = new ApartDatabases("octane.database.url");
                var nailgun = new ApartDatabases("octane.nailgun.url")) {
            for (var cloud : clouds) {
                var settings = cloud.settings();
                var accounts = settings.databases();
                var databases = Databases.open(accounts, 1);
                opened.add(databases);
                octane.add(settings.cloud(), accounts.octane().url(), databases.octane());
                nailgun.add(settings.cloud(), accounts.nailgun().url(), databases.nailgun());
            }
        } finally {
            opened.forEach(Databases::close);
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
