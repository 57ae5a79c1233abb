package org.octane.api.login;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.octane.audit.AuditEntry;
import org.octane.security.login.Answer;
import org.octane.security.login.LoginUnavailable;
import org.octane.security.login.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nobody by who is not logged in, whatever is asked for, known or not, but for the {@link OpenPaths}. Whoever is let by is the
 * request's user from then on.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private static final String KNOWN = "octane.person";
    private static final String RETRY_SECONDS = "5";
    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Door door;
    private final OpenPaths open;

    Gate(Door door, OpenPaths open) {
        this.door = door;
        this.open = open;
    }

    void handle(RoutingContext context) {
        var request = context.request();
        // A path that is brought into another form passes here twice.
        if (context.get(KNOWN) != null || open.has(request)) {
            context.next();
            return;
        }
        var proof = Proof.of(request);
        if (proof instanceof Proof.None) {
            ask(context);
        } else if (proof instanceof Proof.Session && !LOOKING.contains(request.method()) && !isOwnPage(context)) {
            ErrorAnswer.send(context, 403, "A session is for pages of this server; programs send X-Auth-Token.");
        } else if (door.logins().quick()) {
            decide(context, proof, proof.ask(door.logins(), source(context)));
        } else {
            var source = source(context);
            request.pause();
            context.vertx()
                    .executeBlocking(() -> proof.ask(door.logins(), source), false)
                    .onComplete(asked -> {
                        request.resume();
                        if (asked.succeeded()) {
                            decide(context, proof, asked.result());
                        } else {
                            unknown(context, asked.cause());
                        }
                    });
        }
    }

    static String source(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }

    /** How long has to be waited, in a header as HTTP has it. */
    static void haveWait(RoutingContext context, Duration wait) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        ErrorAnswer.send(
                context,
                429,
                "Too many logins have failed; the next is looked at in " + (wait.toSeconds() + 1) + " seconds.");
    }

    static void unknown(RoutingContext context, Throwable cause) {
        if (cause instanceof LoginUnavailable) {
            LOG.atWarn().addKeyValue("cause", cause.getMessage()).log("Nobody can say now who may log in");
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            ErrorAnswer.send(
                    context, 503, "Whether you may log in can't be said now: what knows its users does not answer.");
        } else {
            LOG.atError().setCause(cause).log("A login failed inside Octane");
            ErrorAnswer.send(context, 500, "Octane failed; its log says why.");
        }
    }

    private void decide(RoutingContext context, Proof proof, Answer answer) {
        if (answer.accepted()) {
            Standing.note(context, door.logins(), proof, source(context));
            letBy(context, answer.person(), via(context, proof));
        } else if (answer.hasToWait()) {
            refused(context, proof, 429);
            haveWait(context, answer.pause());
        } else if (proof instanceof Proof.Session) {
            SessionCookie.clear(context.response(), context.request().isSSL());
            ask(context);
        } else {
            refused(context, proof, 401);
            ErrorAnswer.send(context, 401, "Nobody is known by what was sent to log in. " + door.how());
        }
    }

    // What takes its place is no part of Vert.x' API.
    @SuppressWarnings("deprecation")
    private static void letBy(RoutingContext context, Person person, String via) {
        context.put(KNOWN, person);
        context.setUser(User.create(new JsonObject()
                .put("username", person.name())
                .put("via", via)
                .put("role", person.role().word())));
        context.next();
    }

    private static String via(RoutingContext context, Proof proof) {
        if (proof instanceof Proof.Session) {
            return "browser";
        }
        var agent = context.request().getHeader(HttpHeaders.USER_AGENT);
        return agent != null && agent.startsWith("octane/") ? "cli" : "rest";
    }

    /** A browser is shown the login page, a program is told. */
    private void ask(RoutingContext context) {
        var request = context.request();
        var accepts = request.getHeader(HttpHeaders.ACCEPT);
        if (request.method() == HttpMethod.GET && accepts != null && accepts.contains("text/html")) {
            context.response()
                    .setStatusCode(302)
                    .putHeader(
                            HttpHeaders.LOCATION,
                            "/login?next=" + URLEncoder.encode(request.uri(), StandardCharsets.UTF_8))
                    .end();
        } else {
            ErrorAnswer.send(context, 401, "Log in first. " + door.how());
        }
    }

    private void refused(RoutingContext context, Proof proof, int status) {
        door.audit()
                .accept(new AuditEntry(
                        proof.name(),
                        source(context),
                        "rest",
                        "login",
                        context.request().path(),
                        status,
                        ""));
    }

    /** A browser says of each request that changes something from which page it comes. */
    private static boolean isOwnPage(RoutingContext context) {
        // That an origin is the server's own was looked at before.
        return context.request().getHeader(HttpHeaders.ORIGIN) != null
                || "same-origin".equals(context.request().getHeader("Sec-Fetch-Site"));
    }
}
