package org.octane.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Lets nothing new in and waits until what is under way has come to its end. Camel's own way of stopping looks for that only
 * once a second.
 */
final class Drain {

    private static final long LOOK_MILLIS = 10;

    private Drain() {}

    /** @param atMost steps that take longer are broken off when Camel stops, and taken up by the next start */
    static void of(CamelContext camel, Duration atMost) throws InterruptedException {
        for (var route : camel.getRoutes()) {
            if (isSource(route.getConsumer())) {
                ServiceHelper.suspendService(route.getConsumer());
            }
        }
        var end = Instant.now().plus(atMost);
        while (isBusy(camel) && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** One that asks to be shut down late is between routes: what is under way has to go on. */
    private static boolean isSource(Consumer consumer) {
        return consumer instanceof Suspendable && !(consumer instanceof ShutdownAware);
    }

    private static boolean isBusy(CamelContext camel) {
        return camel.getInflightRepository().size() > 0
                || camel.getRoutes().stream()
                        .anyMatch(route -> route.getConsumer() instanceof ShutdownAware queue
                                && queue.getPendingExchangesSize() > 0);
    }
}
