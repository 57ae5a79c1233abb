package org.octane.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds what a client can hold without sending anything: how many connections there are, how long one may take for the head of a
 * request, and how long for its body. Sending a byte now and then extends none of these times.
 */
final class Connections {

    private static final int MOST = 1_024;
    private static final int MOST_OF_ONE = 256;

    private static final class State {
        private final String source;
        private long timer;
        /** An answer may be complete before the request is. */
        private boolean answered;

        State(String source) {
            this.source = source;
        }
    }

    private final Vertx vertx;
    private final Duration head;
    private final Duration body;
    private final Map<HttpConnection, State> open = new IdentityHashMap<>();
    private final Map<String, Integer> sources = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Duration head, Duration body) {
        this.vertx = vertx;
        this.head = head;
        this.body = body;
    }

    void opened(HttpConnection connection) {
        var state = new State(connection.remoteAddress().hostAddress());
        synchronized (open) {
            if (open.size() >= MOST || sources.getOrDefault(state.source, 0) >= MOST_OF_ONE) {
                connection.close();
                return;
            }
            open.put(connection, state);
            sources.merge(state.source, 1, Integer::sum);
            wait(connection, state, head);
        }
        connection.closeHandler(end -> closed(connection));
    }

    /** The head of a request is there; its body has to follow. */
    void asked(HttpServerRequest request) {
        var connection = request.connection();
        wait(connection, false, body);
        request.end().onComplete(end -> stopWaiting(connection));
    }

    void answered(HttpServerRequest request) {
        wait(request.connection(), true, head);
    }

    private void wait(HttpConnection connection, boolean answered, Duration time) {
        synchronized (open) {
            var state = open.get(connection);
            if (state != null) {
                state.answered = answered;
                wait(connection, state, time);
            }
        }
    }

    private void wait(HttpConnection connection, State state, Duration time) {
        vertx.cancelTimer(state.timer);
        state.timer = vertx.setTimer(time.toMillis(), late -> connection.close());
    }

    private void stopWaiting(HttpConnection connection) {
        synchronized (open) {
            var state = open.get(connection);
            if (state != null && !state.answered) {
                vertx.cancelTimer(state.timer);
            }
        }
    }

    private void closed(HttpConnection connection) {
        synchronized (open) {
            var state = open.remove(connection);
            if (state != null) {
                vertx.cancelTimer(state.timer);
                sources.computeIfPresent(state.source, (any, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
