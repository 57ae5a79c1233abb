package org.octane.api.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.octane.audit.AuditEntry;
import org.octane.security.login.LoginUnavailable;

/**
 * {@code /keystone/v2.0} and {@code /keystone/v3}: Keystone's own API, passed through as the Fuel master's web server does, since
 * Nailgun's clients log in there. Who guesses passwords by it waits as everybody does.
 */
final class KeystonePassage {

    private static final Pattern PATH = Pattern.compile("/keystone(/(?:v2\\.0|v3)(?:/[A-Za-z0-9_-]+)*/?)");
    private static final int LARGEST = 65_536;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final List<String> ASKED =
            List.of("Accept", "Content-Type", "X-Auth-Token", "X-Subject-Token", "User-Agent");
    private static final List<String> ANSWERED =
            List.of("Content-Type", "X-Subject-Token", "Vary", "Location", "WWW-Authenticate");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Door door;
    private final HttpClient keystone;

    KeystonePassage(Door door, Vertx vertx) {
        this.door = door;
        var options =
                new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS / 2).setMaxPoolSize(16);
        if (door.authorities() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(door.authorities().toString()));
        }
        this.keystone = vertx.createHttpClient(options);
    }

    /** Only plain paths: none that a server could read as another one. */
    static boolean leadsThrough(String path) {
        return PATH.matcher(path).matches();
    }

    void handle(RoutingContext context) {
        var path = PATH.matcher(context.request().path());
        if (!path.matches()) {
            context.next();
            return;
        }
        if (length(context) > LARGEST) {
            ErrorAnswer.send(context, 413, "The body is too large.");
        } else {
            context.request()
                    .body()
                    .compose(body -> passUnlessGuessed(context, path.group(1), body))
                    .onFailure(e -> Gate.unknown(
                            context, new LoginUnavailable("Keystone at " + door.keystone() + " does not answer", e)));
        }
    }

    private Future<Void> passUnlessGuessed(RoutingContext context, String path, Buffer body) {
        var wait = door.logins().wait(user(body), Gate.source(context));
        if (wait.isZero()) {
            return pass(context, path, body);
        }
        Gate.haveWait(context, wait);
        return Future.succeededFuture();
    }

    private Future<Void> pass(RoutingContext context, String path, Buffer body) {
        var query = context.request().query();
        var options = new RequestOptions()
                .setMethod(context.request().method())
                .setTimeout(PATIENCE_MILLIS)
                .setAbsoluteURI(door.keystone().replaceAll("/+$", "") + path + (query == null ? "" : "?" + query));
        return keystone.request(options)
                .compose(request -> {
                    for (var header : ASKED) {
                        var value = context.request().getHeader(header);
                        if (value != null) {
                            request.putHeader(header, value);
                        }
                    }
                    return request.send(body);
                })
                .compose(answer -> answer.body().compose(text -> answered(context, body, answer, text)));
    }

    private Future<Void> answered(RoutingContext context, Buffer asked, HttpClientResponse answer, Buffer body) {
        if (answer.statusCode() == 401 && asked.length() > 0) {
            var name = user(asked);
            door.logins().refused(Gate.source(context), name);
            door.audit()
                    .accept(new AuditEntry(
                            name,
                            Gate.source(context),
                            "rest",
                            "login",
                            context.request().path(),
                            401,
                            ""));
        }
        var response = context.response().setStatusCode(answer.statusCode());
        for (var header : ANSWERED) {
            var value = answer.getHeader(header);
            if (value != null) {
                response.putHeader(header, value);
            }
        }
        return response.end(body);
    }

    /** Who was to be logged in, in the body of either version; null if it names nobody. */
    private static String user(Buffer body) {
        try {
            var auth = JSON.readTree(body.getBytes()).path("auth");
            var name = auth.at("/passwordCredentials/username")
                    .asText(auth.at("/identity/password/user/name").asText(null));
            return name == null || name.isEmpty() ? null : name;
        } catch (IOException e) {
            return null;
        }
    }

    /** One without a length is too large: whoever logs in knows what they send. */
    private static long length(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
