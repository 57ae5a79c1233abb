package org.octane.scenario;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.octane.broker.StormyBroker;
import org.octane.world.Faults;
import org.octane.world.World;
import org.springframework.dao.DataAccessException;

/**
 * A server as a process of its own in a world of this process, and whatever can happen to what is between them: its connections to
 * the database and to the broker can be cut, the database's clock can be set, and its queues may lose messages.
 */
public final class WiredServer implements Serving, AutoCloseable {

    private static final Duration AWAY = Duration.ofMinutes(1);

    private final World world;
    private final Wire toDatabase;
    private final Wire toBroker;
    private final SteppedClock clock;
    private final QuickStart program = QuickStart.made();
    private final JoinedServer server;

    private WiredServer(World world, StormyBroker broker, Path folder, Map<String, String> environment)
            throws IOException {
        this.world = world;
        var url = world().getProperty("postgres.url");
        toDatabase = new Wire(url.substring("jdbc:".length()));
        toBroker = broker == null ? null : new Wire(broker.url());
        clock = new SteppedClock(database());
        var settings = new HashMap<>(environment);
        var wired = url.replaceFirst(":[0-9]+/", ":" + toDatabase.port() + "/");
        settings.put("OCTANE_DATABASE_URL", wired + "?currentSchema=" + SteppedClock.PATH);
        settings.put("OCTANE_NAILGUN_URL", wired);
        settings.put("OCTANE_NAILGUN_USER", world().getProperty("postgres.user"));
        settings.put("OCTANE_NAILGUN_PASSWORD", world().getProperty("postgres.password"));
        if (broker != null) {
            settings.put("OCTANE_BROKER_URL", "amqp://127.0.0.1:" + toBroker.port());
            settings.put("OCTANE_BROKER_USER", broker.user());
            settings.put("OCTANE_BROKER_PASSWORD_FILE", broker.passwordFile().toString());
        }
        server = JoinedServer.start(this, folder, settings, program);
    }

    /**
     * Starts it.
     *
     * @param broker null: one in its own process
     * @param folder of the server's own
     */
    public static WiredServer start(World world, StormyBroker broker, Path folder, Map<String, String> environment)
            throws IOException {
        return new WiredServer(world, broker, folder, environment);
    }

    /** SIGKILL, and started again on what it left. */
    public void die() throws InterruptedException {
        server.kill();
        comeBack();
    }

    /** The same, and the database's clock is set meanwhile. */
    public void die(Duration ahead) throws InterruptedException {
        server.kill();
        whateverIsAway(() -> clock.set(ahead));
        comeBack();
    }

    /** As by a service manager: what a server needs for its start may be away as well. */
    private void comeBack() {
        whateverIsAway(server::start);
    }

    private static void whateverIsAway(ThrowingRunnable deed) {
        Awaitility.await()
                .atMost(AWAY)
                // Each call of Awaitility's takes the place of the one before.
                .ignoreExceptionsMatching(
                        failure -> failure instanceof IllegalStateException || failure instanceof DataAccessException)
                .untilAsserted(deed);
    }

    /** SIGSTOP: it says nothing, and its connections stay open. */
    public void freeze() throws IOException, InterruptedException {
        server.freeze();
    }

    public void thaw() throws IOException, InterruptedException {
        server.thaw();
    }

    public void cutFromDatabase() {
        toDatabase.cut();
    }

    public void cutFromBroker() {
        toBroker.cut();
    }

    /** Nothing is cut any more. */
    public void mend() throws IOException {
        toDatabase.mend();
        if (toBroker != null) {
            toBroker.mend();
        }
    }

    public Faults faults() {
        return new Faults(world.folder());
    }

    @Override
    public Api api() {
        try {
            return server.api();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CloudOnDisk cloud() {
        return new CloudOnDisk(world.folder());
    }

    @Override
    public Database database() {
        return new Database(world());
    }

    @Override
    public Properties world() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(world.properties())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    @Override
    public void close() throws IOException {
        try (toDatabase;
                toBroker) {
            server.close();
            program.ended();
        }
    }
}
