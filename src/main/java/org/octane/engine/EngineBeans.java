package org.octane.engine;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.sql.Database;
import org.octane.step.Mask;

/** The parts of the engine that others use, and those that {@code routes/engine.camel.yaml} and the API's routes call. */
public final class EngineBeans {

    private final Upgrades upgrades;
    private final Steering steering;
    private final Rollbacks rollbacks;
    private final Views views;
    private final Idempotency idempotency;
    private final Queue wakeUps;
    private final Map<String, Object> beans = new HashMap<>();

    /**
     * @param octane with schema octane
     * @param mask takes secrets out of what steps say
     * @param camel sends to routes; null before Camel has started
     */
    public EngineBeans(
            Database octane,
            Clock clock,
            EngineSettings settings,
            CloudSources sources,
            Mask mask,
            Supplier<ProducerTemplate> camel) {
        var sql = octane.sql();
        var transaction = octane.transaction();
        var events = new Events(sql, clock);
        var outbox = new Outbox(sql, new RelayNudge(camel));
        var seeds = new Seeds(sql, sources.seeds());
        var backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
        views = new Views(sql, clock);
        var cures = new Cures(sql, clock, outbox);
        var progress = new Progress(sql, clock, events, outbox, seeds);
        var settlement = new Settlement(sql, transaction, clock, events, progress, backoff, cures, mask);
        rollbacks = new Rollbacks(sql, transaction, clock, events, progress, views);
        steering = new Steering(sql, transaction, clock, events, outbox, progress, rollbacks, views, cures);
        idempotency = new Idempotency(sql, octane.transactions(), clock);
        var inFlight = new InFlight();
        wakeUps = new Queue(sql, transaction, clock, settings, events, outbox, inFlight);
        var plans = new Plans(sources.clouds(), new Moved(sql), sources.preflight());
        upgrades = new Upgrades(sql, transaction, clock, plans, events, outbox, progress, views);
        beans.put("stepsInFlight", inFlight);
        beans.put("claims", new Claims(sql, transaction, clock, settings, events, seeds, inFlight));
        beans.put("execution", new Execution(sql));
        beans.put("settlement", settlement);
        beans.put("failures", new Failures(clock));
        beans.put(
                "deadLetters",
                new DeadLetters(sql, transaction, clock, events, settlement, outbox, sources.names(), mask));
        beans.put("outbox", outbox);
        beans.put("wakeUps", wakeUps);
        beans.put("upgradeViews", views);
    }

    public Upgrades upgrades() {
        return upgrades;
    }

    public Steering steering() {
        return steering;
    }

    public Rollbacks rollbacks() {
        return rollbacks;
    }

    public Views views() {
        return views;
    }

    public Idempotency idempotency() {
        return idempotency;
    }

    public Queue wakeUps() {
        return wakeUps;
    }

    /** What routes call, by name. */
    public Map<String, Object> beans() {
        return Map.copyOf(beans);
    }
}
