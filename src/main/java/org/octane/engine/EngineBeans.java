package org.octane.engine;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.octane.step.Mask;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the engine's parts where {@code routes/engine.camel.yaml} and the API find them. */
public final class EngineBeans {

    private EngineBeans() {}

    /**
     * @param clouds what Nailgun knows
     * @param preflight looks at a cloud before it is upgraded
     * @param relation the seed of an original, null if there is none
     * @param names what nodes are called
     * @param mask takes secrets out of what steps say
     */
    public static void bind(
            Main main,
            DataSource octane,
            PlatformTransactionManager transactions,
            Clock clock,
            EngineSettings settings,
            Clouds clouds,
            Preflight preflight,
            IntFunction<Integer> relation,
            NodeNames names,
            Mask mask) {
        var sql = new NamedParameterJdbcTemplate(octane);
        var transaction = new TransactionTemplate(transactions);
        var events = new Events(sql, clock);
        var outbox = new Outbox(sql, new RelayNudge(main));
        var seeds = new Seeds(sql, relation);
        var backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
        var views = new Views(sql, clock);
        var cures = new Cures(sql, clock, outbox);
        var progress = new Progress(sql, clock, events, outbox, seeds);
        var settlement = new Settlement(sql, transaction, clock, events, progress, backoff, cures, mask);
        var rollbacks = new Rollbacks(sql, transaction, clock, events, progress, views);
        var inFlight = new InFlight();
        main.bind("stepsInFlight", inFlight);
        main.bind("claims", new Claims(sql, transaction, clock, settings, events, seeds, inFlight));
        main.bind("execution", new Execution(sql));
        main.bind("settlement", settlement);
        main.bind("failures", new Failures(clock));
        main.bind("deadLetters", new DeadLetters(sql, transaction, clock, events, settlement, outbox, names, mask));
        main.bind("steering", new Steering(sql, transaction, clock, events, outbox, progress, rollbacks, views, cures));
        main.bind("rollbacks", rollbacks);
        main.bind("idempotency", new Idempotency(sql, transactions, clock));
        main.bind("outbox", outbox);
        main.bind("wakeUps", new Queue(sql, transaction, clock, settings, events, outbox, inFlight));
        main.bind("upgradeViews", views);
        main.bind(
                "upgrades",
                new Upgrades(
                        sql,
                        transaction,
                        clock,
                        new Plans(clouds, new Moved(sql), preflight),
                        events,
                        outbox,
                        progress,
                        views));
    }
}
