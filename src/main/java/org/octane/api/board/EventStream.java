package org.octane.api.board;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.octane.api.login.Standing;

/**
 * One client that follows the events of an upgrade. It is sent nothing more before what it was sent has left this machine: of a
 * client that does not read no more than one page is kept, and after a while it is cut off.
 */
final class EventStream {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where a stream is; all at the same place are served by one statement. */
    record Place(long upgrade, long position) {}

    private final Context context;
    private final RoutingContext request;
    private final Standing standing;
    private final Runnable sentAll;

    private volatile Place place;
    private volatile boolean busy;
    private volatile boolean over;
    /** By System.nanoTime(). */
    private volatile long sent = System.nanoTime();

    private volatile long asked = System.nanoTime();

    /**
     * On the event loop of its connection.
     *
     * @param sentAll what it was sent has left this machine, so that it can be sent more
     */
    EventStream(RoutingContext request, Place place, Runnable sentAll) {
        this.request = request;
        this.context = request.vertx().getOrCreateContext();
        this.standing = Standing.of(request);
        this.place = place;
        this.sentAll = sentAll;
    }

    Place place() {
        return place;
    }

    /** Whether it can be sent something. */
    boolean ready() {
        return !busy && !over;
    }

    boolean isOver() {
        return over;
    }

    /** @param closed whoever read has gone, or everything is sent */
    void begin(Runnable closed) {
        Runnable end = () -> {
            over = true;
            closed.run();
        };
        request.addEndHandler(ended -> end.run());
        // A connection that is closed while nothing is being sent ends no response.
        response().closeHandler(gone -> end.run());
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        send(EventText.FIRST, place);
    }

    void send(String text, Place next) {
        busy = true;
        sent = System.nanoTime();
        place = next;
        context.runOnContext(now -> {
            if (response().ended() || response().closed()) {
                over = true;
            } else {
                response().write(text).onComplete(written -> {
                    busy = false;
                    sentAll.run();
                });
            }
        });
    }

    /** Between events: a sign of life, and whether whoever reads may still do so. */
    void look() {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        if (!standing.holds()) {
            end("");
        } else if (busy && now - sent > PATIENCE.toNanos()) {
            over = true;
            request.request().connection().close();
        } else if (!busy && now - sent > HEARTBEAT.toNanos()) {
            send(EventText.HEARTBEAT, place);
        }
        if (!over && now - asked > HEARTBEAT.toNanos()) {
            asked = now;
            context.<Boolean>executeBlocking(standing::confirmed, false).onComplete(answer -> {
                if (answer.failed() || !answer.result()) {
                    end("");
                }
            });
        }
    }

    void end(String text) {
        over = true;
        context.runOnContext(now -> {
            if (!response().ended() && !response().closed()) {
                response().end(text);
            }
        });
    }

    private HttpServerResponse response() {
        return request.response();
    }
}
