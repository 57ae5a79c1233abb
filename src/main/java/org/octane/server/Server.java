package org.octane.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.octane.engine.state.Repertoire;
import org.octane.plan.catalogue.Catalogue;
import org.octane.server.http.HttpListener;
import org.octane.server.http.TlsFiles;
import org.octane.server.instance.CloudName;
import org.octane.server.instance.Presence;
import org.octane.server.instance.Self;
import org.octane.server.schema.OctaneSchema;
import org.octane.server.settings.ServerSettings;
import org.octane.sql.Database;
import org.octane.step.beans.StepRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. What it opens when it starts it closes in reverse order when it ends, also when the start fails. */
final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** So long a step that runs may go on when the server is told to end. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String url;
    private final String broker;

    private Server(ServerSettings settings, Catalogue catalogue, Path data) throws Exception {
        try {
            var http = HttpAddress.free(settings.http());
            var listener = opened(new HttpListener(
                    http.host(),
                    http.port(),
                    new TlsFiles(settings.http().certificate(), settings.http().key())));
            var databases = opened(Databases.open(settings.databases(), settings.workers()));
            var cloud = new CloudName(settings.cloud(), settings.formerly());
            cloud.requireIn(Database.of(databases.octane()));
            var schema = new OctaneSchema(databases.octane());
            schema.migrate();
            var clock = MonotonicClock.of(databases.octane());
            var repertoire = Repertoire.of(schema.number(), catalogue.steps().keySet());
            var presence = opened(presence(settings, cloud, databases, clock, repertoire));
            presence.join();
            var brokers = opened(Brokers.open(settings.brokers(), data.resolve("broker")));
            var main = new Main();
            var parts = new Wiring(settings, catalogue, repertoire, databases, clock, brokers, new CamelProducer(main));
            opened(parts);
            var door = Doors.of(settings.login(), data, parts.audit()::noteLater);
            var beans = parts.beans();
            listener.beans().forEach(main::bind);
            beans.forEach(main::bind);
            var steps = StepRoutes.of(beans.keySet(), catalogue);
            main.configure().addRoutesBuilder(steps);
            CamelProperties.set(main, settings, catalogue.own());
            opened(() -> stop(main, listener));
            main.start();
            steps.requireOwnRoutes();
            parts.addTo(main.getCamelContext(), listener, door);
            presence.health().forEach(HealthCheckRegistry.get(main.getCamelContext())::register);
            listener.listen();
            url = listener.url();
            broker = brokers.url();
            Files.writeString(data.resolve("server.properties"), "url=" + url + "\n");
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /**
     * @param catalogue the steps, stages and plans there are
     * @param data folder for everything this server keeps
     */
    static Server start(ServerSettings settings, Catalogue catalogue, Path data) throws Exception {
        return new Server(settings, catalogue, data);
    }

    private static Presence presence(
            ServerSettings settings, CloudName cloud, Databases databases, Clock clock, Repertoire repertoire) {
        var broker = settings.brokers().octane().url();
        return new Presence(
                Database.of(databases.octane()),
                clock,
                new Self(
                        settings.engine().instance(),
                        broker.isEmpty() ? null : broker,
                        Server.class.getPackage().getImplementationVersion(),
                        repertoire.schemaNumber(),
                        List.of(repertoire.steps())),
                cloud,
                settings.engine().lease());
    }

    String url() {
        return url;
    }

    String broker() {
        return broker;
    }

    private static void stop(Main main, HttpListener listener) throws InterruptedException {
        if (main.isStarted()) {
            Drain.of(main.getCamelContext(), UNDER_WAY);
        }
        // Before its routes, without which it would know nothing of what it is asked for.
        listener.close();
        main.stop();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** One part that does not end well must not keep the others open. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("A part of the server did not end well");
        }
    }
}
