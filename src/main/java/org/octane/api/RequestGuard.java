package org.octane.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.octane.api.login.Form;

/**
 * Before everything that is served: keeps out what a page in somebody's browser sends. Such a page can reach a server on the loopback
 * address of the browser's machine, by a form, a script or a name that leads there; it can neither leave out its origin nor send JSON
 * without asking first.
 */
final class RequestGuard implements Handler<RoutingContext> {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.%]+]");
    private static final Set<String> FORMS = Set.of("/login", "/logout");
    /** Of two of them one program takes the first, another the last. */
    private static final List<String> ONCE = List.of(
            "Host", "Origin", "Content-Type", "X-Auth-Token", "Authorization", "Idempotency-Key", "Last-Event-ID");

    private static final String JSON = "application/json";

    private final Set<String> names;

    /** @param names under which the server is reached, beside its addresses and {@code localhost} */
    RequestGuard(List<String> names) {
        this.names = Set.copyOf(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        var host = request.authority();
        var twice = ONCE.stream()
                .filter(name -> request.headers().getAll(name).size() > 1)
                .findFirst();
        if (twice.isPresent()) {
            PathHandler.answer(context, 400, "The header " + twice.get() + " comes more than once.");
        } else if (host == null ? request.getHeader(HttpHeaders.HOST) != null : !isOwn(host.host())) {
            PathHandler.answer(
                    context,
                    421,
                    "This server is not known as " + request.getHeader(HttpHeaders.HOST)
                            + ". If that is a name of it, add it to octane.http.names.");
        } else if (isForeign(request, host)) {
            PathHandler.answer(context, 403, "A page of another origin may not use this server.");
        } else if (hasBody(request) && !isLogin(request) && !isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            PathHandler.answer(context, 415, "A body has to be JSON, with the header Content-Type: application/json.");
        } else {
            context.next();
        }
    }

    /** A name that leads to this address without its owner's doing is the way of DNS rebinding; an address is no name. */
    private boolean isOwn(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(name).matches() || name.equals("localhost") || names.contains(name);
    }

    private static boolean isForeign(HttpServerRequest request, HostAndPort host) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            var site = request.getHeader("Sec-Fetch-Site");
            return site != null && !Set.of("same-origin", "none").contains(site);
        }
        return host == null || !isSame(origin, host);
    }

    private static boolean isSame(String origin, HostAndPort host) {
        try {
            var uri = URI.create(origin);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && host.host().equalsIgnoreCase(uri.getHost())
                    && port(uri.getScheme(), uri.getPort()) == port(uri.getScheme(), host.port());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(String scheme, int port) {
        return port > 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    /** The one form there is; that it is sent by a page of this server was looked at before. */
    private static boolean isLogin(HttpServerRequest request) {
        return FORMS.contains(request.path()) && Form.isIn(request);
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !length.strip().equals("0") : request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isJson(String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
    }
}
