package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.octane.world.files.Folders;
import org.octane.world.node.Node;

/**
 * A world for tests, as a parameter: {@code @ExtendWith(TestWorld.Shared.class)} gives all classes of this JVM the same
 * one, for tests that change nothing or clean up; {@code @ExtendWith(TestWorld.Fresh.class)} gives a class its own.
 */
public final class TestWorld implements AutoCloseable {

    private static final double SPEED = 50;

    private final Path data;
    private World world;

    private TestWorld(Path data, World world) {
        this.data = data;
        this.world = world;
    }

    /** The sample cloud in a temporary folder that is removed at the end. */
    public static TestWorld start() {
        return start(WorldOptions.speed(SPEED));
    }

    /** A world in a temporary folder that is removed at the end. */
    public static TestWorld start(WorldOptions options) {
        try {
            var data = Files.createTempDirectory("octane-world");
            if (options.nailgunDump() == null) {
                WorldTemplate.copyTo(data);
            }
            return new TestWorld(data, World.start(data, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes {@code data} that of a world that is built and was never started, for a process that starts it. */
    public static void built(Path data) throws IOException {
        WorldTemplate.copyTo(data);
    }

    public World world() {
        return world;
    }

    /** What goes wrong in it. */
    public Faults faults() {
        return new Faults(world.folder());
    }

    /** {@code --data}. */
    public Path data() {
        return data;
    }

    /** What stands in world.properties. */
    public Properties properties() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(world.properties())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** Ends the world and starts it again on the same data. */
    public void restart() {
        world.close();
        world = World.start(data, WorldOptions.speed(SPEED));
    }

    /** A file of a node as it is now. */
    public Path file(String node, String path) {
        return new Node(world.folder(), node).root().resolve(path.substring(1));
    }

    /** Commands that changed something on a node so far: {@code program arguments…}. */
    public List<String> journal(String node) {
        try {
            return Files.readAllLines(world.folder().resolve("nodes/" + node + "/sim/journal")).stream()
                    .map(line -> line.substring(line.indexOf('\t') + 1).replace('\t', ' '))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        world.close();
        try {
            Folders.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of this JVM. */
    public static final class Shared extends Given {

        private static TestWorld shared;

        @Override
        TestWorld world(ExtensionContext context) {
            synchronized (Shared.class) {
                // JUnit's own store ends with each class: surefire hands them to its JVMs one by one.
                if (shared == null) {
                    shared = start();
                    Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
                }
                return shared;
            }
        }
    }

    /** One for the class. */
    public static final class Fresh extends Given {
        @Override
        TestWorld world(ExtensionContext context) {
            return context.getStore(ExtensionContext.Namespace.create(TestWorld.class))
                    .getOrComputeIfAbsent(TestWorld.class, key -> start(), TestWorld.class);
        }
    }

    private abstract static class Given implements BeforeAllCallback, ParameterResolver {

        abstract TestWorld world(ExtensionContext context);

        @Override
        public void beforeAll(ExtensionContext context) {
            world(context);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestWorld.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            // A class with one instance is made before its beforeAll.
            return world(context);
        }
    }
}
