package org.octane.astute;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.step.StepFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to Astute's replies while there is something to hear. A broker that speaks no AMQP 1.0, before {@code prepare} and after
 * {@code cleanup-fuel}, is nothing to warn of as long as nothing is cast.
 */
public final class ReplyListening {

    private static final Logger log = LoggerFactory.getLogger(ReplyListening.class);
    private static final String ROUTE = "astute-replies";
    private static final long END_WITHIN_SECONDS = 10;

    private final CastTable casts;
    private final AstuteQueues queues;
    private final Supplier<ProducerTemplate> camel;

    ReplyListening(CastTable casts, AstuteQueues queues, Supplier<ProducerTemplate> camel) {
        this.casts = casts;
        this.queues = queues;
        this.camel = camel;
    }

    /** Called again and again: begins to listen when the queue answers, and ends when it doesn't and nothing is in flight. */
    public void follow() throws Exception {
        if (!casts.inFlight().isEmpty()) {
            begin();
            return;
        }
        try {
            queues.answer();
            begin();
        } catch (StepFailure e) {
            end(e.getMessage());
        }
    }

    /** Replies are heard from now on. */
    void begin() {
        var routes = camel.get().getCamelContext().getRouteController();
        try {
            if (!routes.getRouteStatus(ROUTE).isStarted()) {
                routes.startRoute(ROUTE);
                log.atInfo().log("Astute's replies are listened to");
            }
        } catch (Exception e) {
            throw new IllegalStateException("Astute's replies can't be listened to: " + e.getMessage(), e);
        }
    }

    private void end(String why) throws Exception {
        var routes = camel.get().getCamelContext().getRouteController();
        if (routes.getRouteStatus(ROUTE).isStarted()) {
            routes.stopRoute(ROUTE, END_WITHIN_SECONDS, TimeUnit.SECONDS);
            log.atInfo()
                    .addKeyValue("cause", why)
                    .log("Astute's replies are not listened to until its broker answers or something is cast");
        }
    }
}
