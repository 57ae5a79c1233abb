package org.octane.api.board;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.octane.api.board.EventStream.Place;
import org.octane.api.login.ErrorAnswer;
import org.octane.engine.state.Paced;
import org.octane.engine.view.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * {@code GET /upgrades/{id}/events}: all streams that are open. When there is news, one thread looks for them all, with two short
 * statements and one more for each place where a stream is; a stream holds neither a thread nor a connection to the database. While
 * nobody follows, nothing is asked.
 */
public final class LiveEvents implements Handler<RoutingContext>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

    /** Between two looks, however much is new. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int PAGE = 200;
    private static final String WHOLE = "\\d{1,18}";
    private static final String RETRY_SECONDS = "5";

    private final EventLog log;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Paced looks = new Paced("events", PAUSE, this::look);
    private boolean away;

    /** @param poll how often it is looked when nobody has said that there is news */
    public LiveEvents(EventLog log, Duration poll) {
        this.log = log;
        looks.every(poll);
    }

    /** Events were committed, by this server or by another one. */
    public void news() {
        if (!streams.isEmpty()) {
            looks.soon();
        }
    }

    /** Before Camel's route of the operation, which answers once. */
    public void hang(Router router, int order) {
        router.get("/api/v1/upgrades/:upgrade_id/events").order(order).handler(this);
    }

    @Override
    public void handle(RoutingContext request) {
        var id = request.pathParam("upgrade_id");
        var last = request.request().getHeader("Last-Event-ID");
        var query = request.request().query();
        if (query != null && !query.isEmpty()) {
            ErrorAnswer.send(
                    request, 400, "There is no parameter '" + query.split("[=&]", 2)[0] + "' here, nor any other.");
        } else if (!id.matches(WHOLE)) {
            ErrorAnswer.send(request, 400, "'" + id + "' is no whole number: upgrade_id.");
        } else if (last != null && !last.matches(WHOLE)) {
            ErrorAnswer.send(request, 400, "'" + last + "' is no whole number: Last-Event-ID.");
        } else {
            var place = new Place(Long.parseLong(id), last == null ? 0 : Long.parseLong(last));
            request.vertx()
                    .executeBlocking(() -> log.heads(List.of(place.upgrade())), false)
                    .onSuccess(heads -> open(request, place, heads))
                    .onFailure(e -> failed(request, e));
        }
    }

    @Override
    public void close() {
        looks.close();
        streams.forEach(stream -> stream.end(""));
    }

    private void open(RoutingContext request, Place place, List<EventLog.Head> heads) {
        if (heads.isEmpty()) {
            ErrorAnswer.send(request, 404, "Upgrade with id " + place.upgrade() + " was not found.");
            return;
        }
        var stream = new EventStream(request, place, this::news);
        streams.add(stream);
        stream.begin(() -> streams.remove(stream));
    }

    /** How many streams are open. */
    public int followers() {
        return streams.size();
    }

    private static void failed(RoutingContext request, Throwable cause) {
        if (cause instanceof DataAccessException) {
            request.response().putHeader("Retry-After", RETRY_SECONDS);
            ErrorAnswer.send(request, 503, "The database cannot be reached; nothing was changed.");
        } else {
            LOG.atError().setCause(cause).log("A stream of events failed inside Octane");
            ErrorAnswer.send(request, 500, "Octane failed; its log says why.");
        }
    }

    private void look() {
        try {
            streams.forEach(EventStream::look);
            // Such as of a client that was gone before it could be sent anything.
            streams.removeIf(EventStream::isOver);
            var places = streams.stream().filter(EventStream::ready).collect(Collectors.groupingBy(EventStream::place));
            if (!places.isEmpty()) {
                log.number();
                serve(places);
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.atWarn().setCause(e).log("Events can't be read now; who follows them waits");
            }
            away = true;
        }
    }

    private void serve(Map<Place, List<EventStream>> places) {
        var upgrades = places.keySet().stream().map(Place::upgrade).collect(Collectors.toSet());
        var heads = log.heads(upgrades).stream().collect(Collectors.toMap(EventLog.Head::upgrade, Function.identity()));
        places.forEach((place, there) -> {
            var head = heads.get(place.upgrade());
            if (head == null) {
                there.forEach(stream -> stream.end(""));
            } else if (head.position() > place.position()) {
                serve(place, there);
            } else if (head.endsAt(place.position())) {
                there.forEach(stream -> stream.end(EventText.END));
            }
        });
    }

    private void serve(Place place, List<EventStream> there) {
        var events = log.after(place.upgrade(), place.position(), PAGE);
        if (!events.isEmpty()) {
            var text = EventText.of(events);
            var next = new Place(place.upgrade(), events.get(events.size() - 1).position());
            there.forEach(stream -> stream.send(text, next));
        }
    }
}
