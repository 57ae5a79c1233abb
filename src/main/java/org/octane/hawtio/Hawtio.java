package org.octane.hawtio;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import org.octane.api.login.ErrorAnswer;
import org.octane.audit.Audit;
import org.octane.security.login.Person;
import org.octane.security.login.Role;
import org.octane.step.Mask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hawtio at {@code /hawtio}, for whoever has logged in. Its pages are those of its library; what they ask a server of Hawtio's for is
 * answered here.
 */
public final class Hawtio implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hawtio.class);

    private static final String ROOT = "/hawtio/";
    private static final String JSON = "application/json";
    private static final int LARGEST_BODY = 1024 * 1024;
    /** Whoever looks on must not take the cores from what is looked at. */
    private static final int THREADS = 2;
    /** Hawtio writes its colours and sizes into elements. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'self';"
            + " form-action 'self'; frame-ancestors 'none'";

    /** The same for everybody. */
    private static final Map<String, String> ANSWERS = Map.of(
            "hawtconfig.json",
            "{\"branding\": {\"appName\": \"Octane\", \"appLogoUrl\": \"img/hawtio-logo.svg\"},"
                    + " \"about\": {\"title\": \"Octane\", \"productInfo\": [], \"additionalInfo\": \"Camel's routes in Hawtio.\"},"
                    + " \"disabledRoutes\": [\"/runtime\", \"/connect\"]}",
            "keycloak/enabled",
            "false",
            "proxy/enabled",
            "false",
            "auth/config",
            "{}",
            "plugin",
            "[]");

    private final Pages pages = new Pages();
    private final Jmx jmx;
    private WorkerExecutor workers;

    public Hawtio(Audit audit, Mask mask) {
        jmx = new Jmx(audit, mask);
    }

    /** @param order behind who asks for the login */
    public void hang(Vertx vertx, Router router, int order) {
        workers = vertx.createSharedWorkerExecutor("hawtio", THREADS);
        router.get("/hawtio").order(order).handler(this::look);
        router.get(ROOT + "*").order(order).handler(this::look);
        var bodies = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        for (var path : new String[] {Jmx.PATH, Jmx.PATH + "/"}) {
            router.post(path).order(order).handler(context -> {
                if (asMeant(context)) {
                    bodies.handle(context);
                }
            });
            router.post(path)
                    .order(order + 1)
                    .handler(context -> ask(context, context.body().asString()));
        }
    }

    @Override
    public void close() {
        jmx.close();
    }

    private void look(RoutingContext context) {
        if (!asMeant(context)) {
            return;
        }
        var path = context.request().path();
        if (path.equals("/hawtio")) {
            context.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, ROOT)
                    .end();
            return;
        }
        var name = path.substring(ROOT.length());
        var answer = name.equals("user") ? user(context) : ANSWERS.get(name);
        if (answer != null) {
            json(context, answer);
        } else if (name.equals("auth/config/session-timeout")) {
            json(context, timeout(context));
        } else if (path.equals(Jmx.PATH) || path.equals(Jmx.PATH + "/")) {
            ask(context, null);
        } else if (name.startsWith("jolokia/")) {
            ErrorAnswer.send(context, 405, "Jolokia is asked by POST.");
        } else if (!pages.send(context, name.matches(".*\\.[a-z0-9]+") ? name : Pages.START)) {
            ErrorAnswer.send(context, 404, "There is no resource " + path + ".");
        }
    }

    /** A path that only becomes one of these by being resolved is none. */
    private static boolean asMeant(RoutingContext context) {
        var path = context.request().path();
        if (!path.equals(context.normalizedPath()) || context.user() == null) {
            ErrorAnswer.send(context, 404, "There is no resource " + path + ".");
            return false;
        }
        context.response().putHeader("Content-Security-Policy", POLICY);
        return true;
    }

    private void ask(RoutingContext context, String body) {
        var viewer = viewer(context);
        workers.executeBlocking(() -> body == null ? jmx.version(viewer) : jmx.answer(viewer, body), false)
                .onComplete(done -> {
                    if (done.succeeded()) {
                        json(context, done.result());
                    } else if (done.cause() instanceof IllegalArgumentException wrong) {
                        ErrorAnswer.send(context, 400, wrong.getMessage());
                    } else {
                        LOG.atError().setCause(done.cause()).log("A request of Hawtio failed");
                        ErrorAnswer.send(context, 500, "Octane failed; its log says why.");
                    }
                });
    }

    private static Viewer viewer(RoutingContext context) {
        var request = context.request();
        var user = context.user().principal();
        var address = request.remoteAddress();
        return new Viewer(
                new Person(user.getString("username"), Role.of(user.getString("role"))),
                address == null ? "" : address.hostAddress(),
                user.getString("via", "rest"),
                request.scheme() + "://" + request.authority());
    }

    private static String user(RoutingContext context) {
        return io.vertx.core.json.Json.encode(context.user().principal().getString("username"));
    }

    /** Sessions end on the server, and Hawtio learns it then. */
    private static String timeout(RoutingContext context) {
        var asked = context.request().getParam("t");
        var time = asked != null && asked.matches("[0-9]{1,18}") ? asked : "0";
        return "{\"req\": " + time + ", \"now\": " + System.currentTimeMillis() + ", \"timeout\": -1}";
    }

    private static void json(RoutingContext context, String body) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body);
    }
}
