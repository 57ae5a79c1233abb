package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.octane.world.astute.NodeLifecycle;
import org.octane.world.astute.Simulation;
import org.octane.world.build.CloudBuilder;
import org.octane.world.chaos.Chaos;
import org.octane.world.chaos.FaultSpec;
import org.octane.world.chaos.FaultTargets;
import org.octane.world.database.NailgunDatabase;
import org.octane.world.database.NailgunRows;
import org.octane.world.database.OrphanedPostgres;
import org.octane.world.database.Postgres;
import org.octane.world.files.Folders;
import org.octane.world.files.PortsAndPasswords;
import org.octane.world.http.ApiEndpoint;
import org.octane.world.node.Node;
import org.octane.world.node.NodeProcesses;
import org.octane.world.node.NodeSshServers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running world. Its whole state is in {@code DIR/world}; started again there, it goes on where it was, on the same
 * ports, with the same keys and passwords, however it ended before.
 */
public final class World implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(World.class);
    private final Path folder;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private CompletableFuture<Postgres> database = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> building = CompletableFuture.completedFuture(null);
    private Postgres postgres;
    private NodeSshServers nodes;

    private World(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts the world in a folder, or goes on with the one there; returns when everything serves.
     *
     * @param data the world lives in {@code data/world}; made if absent
     * @throws WorldInUse if a process runs this world
     * @throws IllegalStateException if a part of it does not start; its message says which and why
     */
    public static World start(Path data, WorldOptions options) {
        if (!options.chaos().isBlank()) {
            FaultSpec.check(options.chaos());
        }
        var world = new World(folder(data));
        try {
            world.open(options);
            return world;
        } catch (RuntimeException | IOException e) {
            world.closeAfter(e);
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e.getMessage(), e);
        }
    }

    private void open(WorldOptions options) throws IOException {
        opened(WorldLock.take(folder));
        // A killed world leaves it behind.
        Files.deleteIfExists(properties());
        Folders.delete(folder.resolve("faults"));
        // Since when which OSD is not heard: while nothing ran, nobody was silent.
        Folders.delete(folder.resolve("cloud/silent"));
        var chaos = new Chaos(folder);
        var settings = new PortsAndPasswords(folder.resolve("kept.properties"));
        database = CompletableFuture.supplyAsync(() -> opened(Postgres.start(folder, settings)), World::beside);
        var broker = opened(new WorldBroker(folder.resolve("broker"), settings.port("broker")));
        WorldPrograms.unpack(folder);
        if (!options.fuel().inContainers()) {
            Files.deleteIfExists(folder.resolve("bin/dockerctl"));
        }
        postgres = got(database);
        NailgunDatabase.fill(folder, postgres.nailgun(), options.nailgunDump());
        var rows = NailgunRows.read(postgres.nailgun());
        building = CompletableFuture.runAsync(() -> new CloudBuilder(folder, rows).unlessBuilt(), World::beside);
        var ids = new ArrayList<>(List.of(Node.MASTER));
        ids.addAll(rows.nodeIds());
        nodes = opened(new NodeSshServers(folder, settings, ids, chaos));
        nodes.start();
        var api = opened(ApiEndpoint.start(folder, settings.port("api"), nodes));
        var astute = opened(new WorldAstute(
                broker.login(), new Simulation(folder, new Servers(nodes), chaos), options.fuel(), options.workers()));
        got(building);
        Files.writeString(folder.resolve("speed"), options.speed() + "\n");
        var services = Map.of(
                "postgres",
                postgres,
                "postgres" + FaultTargets.FROZEN,
                postgres.frozen(),
                "broker",
                broker,
                "broker" + FaultTargets.FROZEN,
                astute.replies(),
                "astute",
                astute,
                "astute" + FaultTargets.FROZEN,
                astute.frozen(),
                "worker",
                astute.workers());
        opened(chaos).start(options.chaos(), new FaultTargets(ids, nodes::reachable, services));
        opened(() -> Files.deleteIfExists(properties()));
        new WorldProperties(postgres, broker, api, nodes).write(properties());
    }

    private <T extends AutoCloseable> T opened(T part) {
        synchronized (parts) {
            parts.push(part);
        }
        return part;
    }

    private static void beside(Runnable part) {
        var thread = new Thread(part, "world-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T got(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Ends what a killed world left running, its PostgreSQL and what runs on its nodes, without starting it.
     *
     * @throws WorldInUse if a process runs this world
     */
    public static void sweep(Path data) {
        var folder = folder(data);
        try (var lock = WorldLock.take(folder)) {
            OrphanedPostgres.stop(folder.resolve("postgres"));
            NodeProcesses.killAll(folder);
            log.atDebug().addKeyValue("lock", lock).log("Nothing of the world runs any more");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path data) {
        return data.toAbsolutePath().normalize().resolve("world");
    }

    /** Where everything of this world can be reached, mode 600; there as long as the world serves. */
    public Path properties() {
        return folder.resolve("world.properties");
    }

    /** {@code $OCTANE_WORLD}. */
    public Path folder() {
        return folder;
    }

    /** The Nailgun database, as its owner. */
    public javax.sql.DataSource nailgun() {
        return postgres.nailgun();
    }

    /** As after a new installation of this node: other host key, nothing runs, nobody is logged in. */
    public void reinstalled(String node) {
        nodes.get(node).reinstall();
    }

    /** Switches a node off, as if by its power cord, or on again. */
    public void power(String node, boolean on) {
        nodes.get(node).power(on);
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Ends all of it, in the order that nobody misses what it needs; what is on disk stays. */
    @Override
    public void close() {
        // What was begun in other threads is waited for, so that it is ended as well.
        CompletableFuture.allOf(database, building)
                .handle((done, refused) -> done)
                .join();
        AutoCloseable part;
        while ((part = next()) != null) {
            try {
                part.close();
            } catch (Exception e) {
                log.atWarn().setCause(e).log("A part of the world does not end well");
            }
        }
    }

    private AutoCloseable next() {
        synchronized (parts) {
            return parts.poll();
        }
    }

    /** What Astute does to servers. */
    private record Servers(NodeSshServers nodes) implements NodeLifecycle {

        @Override
        public void reinstalled(String node) {
            nodes.get(node).reinstall();
        }

        @Override
        public void booted(String node) {
            nodes.get(node).follow();
        }
    }
}
