package org.octane.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.octane.plan.catalogue.Catalogue;
import org.octane.server.log.CloudThreads;
import org.octane.server.settings.ServerSettings;
import org.octane.server.settings.Settings;

/** One cloud of a server: its data folder, with {@code --embedded} its simulated cloud, and what serves it. */
final class ServedCloud implements AutoCloseable {

    private final String name;
    private final DataFolder held;
    private final WorldProcess world;
    private final ServerSettings settings;
    private Server server;

    private ServedCloud(String name, DataFolder held, WorldProcess world, ServerSettings settings) {
        this.name = name;
        this.held = held;
        this.world = world;
        this.settings = settings;
    }

    /**
     * Nothing serves it yet.
     *
     * @param folder that nobody else uses, removed at the end if it is temporary
     * @param simulated null: a real cloud
     */
    static ServedCloud open(Settings settings, Path folder, boolean temporary, SimulatedCloud simulated)
            throws Exception {
        var held = DataFolder.lock(folder, temporary);
        WorldProcess world;
        try {
            world = simulated == null ? null : simulated.startOrRejoin(held.path());
        } catch (IOException | InterruptedException | RuntimeException e) {
            held.close();
            throw e;
        }
        try {
            var all = world == null ? settings : settings.with(ofWorld(world, settings));
            return new ServedCloud(settings.cloud(), held, world, ServerSettings.of(all, held.instance()));
        } catch (IOException | RuntimeException e) {
            try (held;
                    world) {
                throw e;
            }
        }
    }

    ServerSettings settings() {
        return settings;
    }

    void serve(Catalogue catalogue) throws Exception {
        server = name.isEmpty()
                ? Server.start(settings, catalogue, held.path())
                : new CloudThreads(name).call(() -> Server.start(settings, catalogue, held.path()));
    }

    /** Lines for a script: one that serves, and with a simulated cloud where its parts are. */
    void announce(PrintWriter out) {
        var of = name.isEmpty() ? "" : name + " ";
        out.println("ready " + of + server.url());
        if (world != null) {
            out.println("database " + of + world.database());
            out.println("broker " + of + server.broker());
        }
    }

    /** An Astute that was named is the one that is cast to; the world's own has nothing to do then. */
    private static Map<String, String> ofWorld(WorldProcess world, Settings settings) {
        var addresses = new HashMap<>(world.settings());
        if (settings.names("octane.astute.url")) {
            addresses.keySet().removeIf(key -> key.startsWith("octane.astute."));
        }
        addresses.keySet().removeIf(key -> key.startsWith("octane.probe.") && settings.names(key));
        return addresses;
    }

    @Override
    public void close() throws IOException {
        try (held;
                world) {
            if (server != null) {
                server.close();
            }
        }
    }
}
