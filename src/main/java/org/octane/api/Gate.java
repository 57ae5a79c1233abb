package org.octane.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** First in line of the HTTP server: one form of every path, and an error body for what the contract doesn't know. */
final class Gate implements Handler<RoutingContext> {

    private final Contract contract;

    private Gate(Contract contract) {
        this.contract = contract;
    }

    static void open(Router router, Contract contract) {
        router.route().order(-1000).handler(new Gate(contract));
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
        if (!Paths.isApi(path)) {
            request.next();
            return;
        }
        var canonical = Paths.canonical(path);
        if (!canonical.equals(path)) {
            var query = request.request().query();
            request.reroute(request.request().method(), query == null ? canonical : canonical + "?" + query);
            return;
        }
        var within = Paths.withinBase(canonical);
        var methods = contract.methods(within);
        var method = request.request().method().name();
        if (methods.isEmpty()) {
            answer(request, 404, "There is no resource " + within + ".");
        } else if (!methods.contains(method)) {
            request.response().putHeader("Allow", String.join(", ", methods));
            answer(request, 405, method + " is not allowed here, only " + String.join(", ", methods) + ".");
        } else {
            // Whatever a client calls it, a body is JSON; a form would be taken apart into headers.
            request.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
            request.next();
        }
    }

    private static void answer(RoutingContext request, int status, String sentence) {
        if (request.response().ended()) {
            return;
        }
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Answers.body(sentence, List.of()));
    }
}
