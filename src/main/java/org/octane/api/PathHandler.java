package org.octane.api;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.octane.api.login.Door;
import org.octane.api.login.ErrorAnswer;
import org.octane.api.login.SecurityHeaders;

/**
 * Behind the {@link RequestGuard} and the {@link Door}: it brings every path into the form of the contract, and answers with an error body
 * where the contract has no such path or method.
 */
final class PathHandler implements Handler<RoutingContext> {

    private static final Set<String> HEADERS = Set.of(
            "accept",
            "content-length",
            "content-type",
            "expect",
            "host",
            "idempotency-key",
            "last-event-id",
            "transfer-encoding");

    private final Contract contract;

    private final Predicate<String> served;

    private PathHandler(Contract contract, Predicate<String> served) {
        this.contract = contract;
        this.served = served;
    }

    /** @param served which paths outside the API the board or some route of Camel serves */
    static void open(
            Vertx vertx, Router router, RequestGuard guard, Door door, Contract contract, Predicate<String> served) {
        router.route().order(-5000).failureHandler(PathHandler::failed);
        router.route().order(-4000).handler(new SecurityHeaders());
        router.route().order(-3000).handler(guard);
        door.hang(vertx, router, -2000);
        router.route().order(-1000).handler(new PathHandler(contract, served));
        router.errorHandler(
                404,
                request -> answer(
                        request,
                        404,
                        "There is no resource " + request.request().path() + "."));
        router.errorHandler(500, request -> answer(request, 500, "Octane failed; its log says why."));
        router.errorHandler(413, request -> answer(request, 413, "The body is too large."));
        router.errorHandler(400, request -> answer(request, 400, "The request is malformed."));
    }

    @Override
    public void handle(RoutingContext request) {
        var path = request.request().path();
        if (!ApiPaths.isApi(path)) {
            // What is after a /../ would be found by the router, but has not been looked at.
            if (served.test(path) && path.equals(request.normalizedPath())) {
                request.next();
            } else {
                answer(request, 404, "There is no resource " + path + ".");
            }
            return;
        }
        var canonical = ApiPaths.canonical(path);
        if (!canonical.equals(path)) {
            var query = request.request().query();
            request.reroute(request.request().method(), query == null ? canonical : canonical + "?" + query);
            return;
        }
        var within = ApiPaths.withinBase(canonical);
        var methods = contract.methods(within);
        var method = request.request().method().name();
        if (methods.isEmpty()) {
            answer(request, 404, "There is no resource " + within + ".");
        } else if (!methods.contains(method)) {
            request.response().putHeader("Allow", String.join(", ", methods));
            answer(request, 405, method + " is not allowed here, only " + String.join(", ", methods) + ".");
        } else {
            onlyWhatIsMeant(request.request().headers());
            // Also of a call without a body: what Camel takes for a form it takes apart into headers.
            request.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
            request.next();
        }
    }

    /** Who has gone in the middle of a body hears no answer, and is no error: the router would log each as one. */
    private static void failed(RoutingContext request) {
        var failure = request.failure();
        if (!(failure instanceof IOException || failure instanceof HttpClosedException)) {
            request.next();
        }
    }

    /**
     * Camel makes headers and parameters one: a header could pass for a parameter of its name, and what somebody has logged in with
     * would travel with the message.
     */
    private static void onlyWhatIsMeant(MultiMap headers) {
        headers.names().stream()
                .filter(name -> !HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .toList()
                .forEach(headers::remove);
    }

    static void answer(RoutingContext request, int status, String sentence) {
        ErrorAnswer.send(request, status, sentence);
    }
}
