package org.octane.api.login;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.octane.audit.AuditEntry;
import org.octane.security.login.Answer;

/** The page on which people log in: a plain form, without a script. */
final class LoginPage {

    private static final String PAGE = resource("web/login.html");
    private static final String STYLE = resource("web/login.css");
    private static final String ICON = resource("web/board/icon.svg");
    private static final String BACK_TO_HAWTIO = "/login?next=%2Fhawtio%2F";
    private static final String FIRST = "/";

    private final Door door;

    LoginPage(Door door) {
        this.door = door;
    }

    void show(RoutingContext context) {
        page(context, 200, "", next(context.request().getParam("next")));
    }

    static void style(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/css").end(STYLE);
    }

    static void icon(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "image/svg+xml").end(ICON);
    }

    void login(RoutingContext context) {
        var request = context.request();
        if (!Form.isIn(request)) {
            ErrorAnswer.send(context, 415, "A login is a form, with name and secret.");
            return;
        }
        request.exceptionHandler(e -> ErrorAnswer.send(context, 413, "The form is too large."));
        request.setExpectMultipart(true);
        request.endHandler(end -> {
            if (context.response().ended()) {
                return;
            }
            var form = request.formAttributes();
            var name = text(form.get("name"));
            var secret = text(form.get("secret"));
            var next = next(form.get("next"));
            var source = Gate.source(context);
            context.vertx()
                    .executeBlocking(() -> door.logins().begin(name, secret, source), false)
                    .onComplete(asked -> {
                        if (asked.succeeded()) {
                            decide(context, name, next, asked.result());
                        } else {
                            Gate.unknown(context, asked.cause());
                        }
                    });
        });
    }

    void logout(RoutingContext context) {
        var session = SessionCookie.in(context.request());
        if (session != null) {
            door.logins().end(session);
        }
        SessionCookie.clear(context.response(), context.request().isSSL());
        note(context, context.user().principal().getString("username"), "logout", 303);
        to(context, "/login");
    }

    /** Out of Hawtio, also when the session has ended already; after the next login back to it. */
    void leave(RoutingContext context) {
        var session = SessionCookie.in(context.request());
        if (session == null) {
            to(context, BACK_TO_HAWTIO);
            return;
        }
        context.vertx()
                .executeBlocking(() -> door.logins().bySession(session).person(), false)
                .onComplete(known -> {
                    door.logins().end(session);
                    SessionCookie.clear(context.response(), context.request().isSSL());
                    if (known.succeeded() && known.result() != null) {
                        note(context, known.result().name(), "logout", 303);
                    }
                    to(context, BACK_TO_HAWTIO);
                });
    }

    private void decide(RoutingContext context, String name, String next, Answer answer) {
        if (answer.accepted()) {
            SessionCookie.set(
                    context.response(), answer.session(), context.request().isSSL());
            note(context, answer.person().name(), "login", 303);
            to(context, next);
        } else if (answer.hasToWait()) {
            note(context, name, "login", 429);
            Gate.haveWait(context, answer.pause());
        } else {
            note(context, name, "login", 401);
            page(context, 401, "Nobody is known by this name and password.", next);
        }
    }

    private void note(RoutingContext context, String name, String action, int status) {
        door.audit().accept(new AuditEntry(name, Gate.source(context), "browser", action, "", status, ""));
    }

    private static void to(RoutingContext context, String path) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, path)
                .end();
    }

    private static void page(RoutingContext context, int status, String message, String next) {
        var page = PAGE;
        for (var field : Map.of("{{message}}", message, "{{next}}", next).entrySet()) {
            page = page.replace(field.getKey(), escaped(field.getValue()));
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(page);
    }

    /** Only to a path of this server: {@code //host} is another one for a browser, and so is {@code /\host}. */
    private static String next(String wanted) {
        return wanted != null
                        && wanted.matches("/[A-Za-z0-9][\\x21-\\x5b\\x5d-\\x7e]*")
                        && !wanted.startsWith("/login")
                        && !wanted.startsWith("/logout")
                        && !wanted.startsWith("/hawtio/auth/")
                ? wanted
                : FIRST;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (var in = LoginPage.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
