package org.octane.engine.claim;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The claims that this instance works on: from the claim until the route {@code run-step} has ended, whether it succeeded or
 * failed. The outcome of a step can't always be written (the database is full or away); such a step is queued again. Each claim has a
 * worker, and is not made before there is one: what waits is for any instance.
 */
public final class ActiveClaims extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String ROUTE = "run-step";
    /** Where steps of all instances come in; once that is suspended, the server is about to end. */
    private static final String SOURCE = "claim";

    private static final long LOOK_MILLIS = 200;

    private final Set<Held> claims = ConcurrentHashMap.newKeySet();
    private final Semaphore workers;
    private volatile CamelContext camel;

    record Held(long step, long fence) {}

    /** @param workers how many steps run at once */
    public ActiveClaims(int workers) {
        this.workers = new Semaphore(workers, true);
    }

    /** Waits for a worker, who is to be given a claim or dismissed. */
    void awaitWorker() {
        try {
            while (!workers.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (camel != null && (camel.isStopping() || camel.isStopped())) {
                    throw new IllegalStateException("Octane ends; the step is left to the next start");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Octane ends; the step is left to the next start", e);
        }
    }

    /** @return how many workers there are at once for so many claims; none if the server is about to end */
    int freeWorkers(int wanted) {
        int free = 0;
        while (free < wanted && isOpen() && workers.tryAcquire()) {
            free++;
        }
        return free;
    }

    void dismiss(int unneeded) {
        workers.release(unneeded);
    }

    /** The claim has a worker now. */
    void begins(Claim claim) {
        claims.add(held(claim));
    }

    void ends(Claim claim) {
        if (claims.remove(held(claim))) {
            workers.release();
        }
    }

    boolean has(long step, long fence) {
        return claims.contains(new Held(step, fence));
    }

    Set<Held> claims() {
        return Set.copyOf(claims);
    }

    private boolean isOpen() {
        return camel != null
                && camel.getStatus().isStarted()
                && camel.getRoute(SOURCE).getConsumer() instanceof StatefulService source
                && source.getStatus().isStarted();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        if (!id.equals(ROUTE)) {
            return null;
        }
        camel = context;
        return this;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getProperty("claim") instanceof Claim claim) {
            ends(claim);
        }
    }

    private static Held held(Claim claim) {
        return new Held(claim.step(), claim.fence());
    }
}
