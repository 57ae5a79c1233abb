package org.octane.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. Camel's routes hang themselves into its router when Camel starts; it listens only after that, when what guards
 * them is there too. Camel's own server would be open before, and has no bounds.
 */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private static final Duration HEAD = Duration.ofSeconds(60);
    private static final Duration BODY = Duration.ofSeconds(60);
    /** Longer than any answer takes. */
    private static final int IDLE_SECONDS = 300;
    /** Tokens of Keystone with a signature in them are that long. */
    private static final int LARGEST_HEAD = 32 * 1024;

    private static final int LONGEST_LINE = 8 * 1024;
    private static final long LARGEST_BODY = 10 * 1024 * 1024;

    private static final long CERTIFICATE_MILLIS = 5_000;
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final Router router;
    private final HttpServer server;
    private final String host;
    private final int port;
    private final TlsFiles tls;
    private String certificate;

    /** @param port 0: any free one, known once it listens */
    public HttpListener(String host, int port, TlsFiles tls) throws IOException {
        this(host, port, tls, HEAD, BODY);
    }

    HttpListener(String host, int port, TlsFiles tls, Duration head, Duration body) throws IOException {
        this.host = host;
        this.port = port;
        this.tls = tls;
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        router = Router.router(vertx);
        var connections = new Connections(vertx, head, body);
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            context.addEndHandler(end -> connections.answered(context.request()));
            context.next();
        });
        server = vertx.createHttpServer(options()).connectionHandler(connections::opened);
        server.requestHandler(request -> {
            connections.asked(request);
            router.handle(request);
        });
        server.invalidRequestHandler(new UnreadableHeads(LONGEST_LINE, LARGEST_HEAD));
    }

    public Vertx vertx() {
        return vertx;
    }

    public Router router() {
        return router;
    }

    /** What Camel finds by these names, to hang routes into the router. */
    public Map<String, Object> beans() {
        var configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        var name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        return Map.of("http-configuration", configuration, name, new Hook(vertx, router, name));
    }

    /** @throws StartFailure if the port is taken, or the certificate can't be used */
    public void listen() {
        try {
            if (tls.present()) {
                certificate = tls.state();
            }
            done(server.listen(port, host));
        } catch (IOException | ExecutionException e) {
            var why = e instanceof ExecutionException ? e.getCause() : e;
            throw new StartFailure(
                    Code.PORT_TAKEN,
                    "Port " + port + " of " + host + " can't be served: " + why.getMessage()
                            + ". Name another with --port, or correct octane.http.tls.*.",
                    e);
        }
        if (tls.present()) {
            vertx.setPeriodic(CERTIFICATE_MILLIS, time -> reload());
        }
    }

    public String url() {
        return (tls.present() ? "https://" : "http://") + host + ":" + server.actualPort();
    }

    /** Takes new files of the certificate, if they have changed. What is broken is told, and the old ones are kept. */
    void reload() {
        try {
            var now = tls.state();
            if (now.equals(certificate)) {
                return;
            }
            certificate = now;
            server.updateSSLOptions(new SSLOptions(options().getSslOptions()), true)
                    .onSuccess(taken -> LOG.atInfo().log("A new certificate is served"))
                    .onFailure(HttpListener::unusable);
        } catch (IOException | IllegalArgumentException e) {
            unusable(e);
        }
    }

    @Override
    public void close() {
        try {
            done(vertx.close());
        } catch (ExecutionException e) {
            throw new IllegalStateException("The HTTP server does not end", e);
        }
    }

    private static void unusable(Throwable why) {
        LOG.atWarn()
                .addKeyValue("cause", why.getMessage())
                .log("The certificate can't be used; the one before goes on");
    }

    private HttpServerOptions options() throws IOException {
        var options = new HttpServerOptions()
                // One request after the other on a connection: nothing to be multiplied, no frames to be continued for
                // ever.
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxFormAttributeSize(LARGEST_HEAD)
                .setHandle100ContinueAutomatically(true);
        if (tls.present()) {
            options.setSsl(true)
                    .setKeyCertOptions(tls.read(vertx))
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        }
        return options;
    }

    private static void done(Future<?> future) throws ExecutionException {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException("it took longer than " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    /** The router as Camel's routes find it; each of them reads a body by its handler. */
    private static final class Hook extends VertxPlatformHttpRouter {

        Hook(Vertx vertx, Router router, String name) {
            super(null, vertx, router, name);
        }

        @Override
        public Handler<RoutingContext> bodyHandler() {
            var bodies = BodyHandler.create(false).setBodyLimit(LARGEST_BODY).setMergeFormAttributes(false);
            return context -> {
                context.request().resume();
                bodies.handle(context);
            };
        }
    }
}
