package org.octane.server.http;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.octane.api.login.ErrorAnswer;
import org.octane.api.login.SecurityHeaders;

/** Answers what never reaches a route, since its head can't be read, as all else is answered that is refused; then it hangs up. */
record UnreadableHeads(int longestLine, int largestHead) implements Handler<HttpServerRequest> {

    @Override
    public void handle(HttpServerRequest request) {
        var response = request.response();
        SecurityHeaders.set(response.headers(), request.isSSL());
        var cause = request.decoderResult().cause();
        if (!(cause instanceof TooLongFrameException)) {
            ErrorAnswer.send(response, 400, "This is no request of HTTP/1.1.");
        } else if (cause.getMessage().startsWith("HTTP header")) {
            ErrorAnswer.send(response, 431, "The headers are longer than " + largestHead + " bytes.");
        } else {
            ErrorAnswer.send(response, 414, "The address is longer than " + longestLine + " bytes.");
        }
        request.connection().close();
    }
}
