package org.octane.api.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.octane.failure.Code;

/** The one error body, written by what stands before the routes. */
public final class ErrorAnswer {

    /** Of every answer that is an error: its name in {@code docs/errors.md}. */
    public static final String CODE = "Octane-Code";

    private ErrorAnswer() {}

    public static void send(RoutingContext request, int status, String sentence) {
        send(request.response(), status, sentence);
    }

    public static void send(HttpServerResponse response, int status, String sentence) {
        if (response.ended() || response.headWritten()) {
            return;
        }
        var body = JsonNodeFactory.instance.objectNode().put("message", sentence);
        body.putArray("errors");
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(CODE, Code.ofStatus(status).word())
                .end(body.toString());
    }
}
