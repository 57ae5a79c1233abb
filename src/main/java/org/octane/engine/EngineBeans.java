package org.octane.engine;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.engine.aside.FailureBudget;
import org.octane.engine.claim.ActiveClaims;
import org.octane.engine.claim.Claims;
import org.octane.engine.claim.OvertakenClaims;
import org.octane.engine.claim.PhaseOutput;
import org.octane.engine.claim.Requeue;
import org.octane.engine.claim.StepExecution;
import org.octane.engine.claim.StepLogPolicy;
import org.octane.engine.create.ControlPlaneMove;
import org.octane.engine.create.Plans;
import org.octane.engine.create.StageRuns;
import org.octane.engine.create.Upgrades;
import org.octane.engine.idempotency.Idempotency;
import org.octane.engine.limit.Limits;
import org.octane.engine.limit.Room;
import org.octane.engine.operate.DeadSteps;
import org.octane.engine.operate.UpgradeLifecycle;
import org.octane.engine.settle.Backoff;
import org.octane.engine.settle.DeadLetterRecovery;
import org.octane.engine.settle.DeadLetters;
import org.octane.engine.settle.RetryPolicy;
import org.octane.engine.settle.Settlement;
import org.octane.engine.state.EventSignal;
import org.octane.engine.state.Events;
import org.octane.engine.state.Outbox;
import org.octane.engine.state.QueueMessages;
import org.octane.engine.state.RelayTrigger;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.SeedClusters;
import org.octane.engine.state.StandingStill;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.undo.ControlRollbacks;
import org.octane.engine.undo.Rollbacks;
import org.octane.engine.view.BoardView;
import org.octane.engine.view.UpgradeViews;
import org.octane.sql.Database;
import org.octane.step.Mask;
import org.octane.step.StepOutput;

/** The parts of the engine that others use, and those that {@code routes/engine.camel.yaml} and the API's routes call. */
public final class EngineBeans implements AutoCloseable {

    private final Upgrades upgrades;
    private final UpgradeLifecycle lifecycle;
    private final DeadSteps deadSteps;
    private final Limits limits;
    private final Rollbacks rollbacks;
    private final ControlRollbacks controlRollbacks;
    private final UpgradeViews views;
    private final BoardView board;
    private final Idempotency idempotency;
    private final Requeue requeue;
    private final EventSignal eventSignal;
    private final Map<String, Object> beans = new HashMap<>();

    /**
     * @param octane with schema octane
     * @param repertoire what this server can run
     * @param mask removes secrets from what steps say
     * @param output keeps for operators how phases end
     * @param camel sends to routes; null before Camel has started
     */
    public EngineBeans(
            Database octane,
            Clock clock,
            EngineSettings settings,
            Repertoire repertoire,
            CloudSources sources,
            Mask mask,
            StepOutput output,
            Supplier<ProducerTemplate> camel) {
        var sql = octane.sql();
        var transaction = octane.transaction();
        eventSignal = new EventSignal(sql, transaction);
        var events = new Events(sql, clock, eventSignal);
        var outbox = new Outbox(sql, new RelayTrigger(camel));
        var seeds = new SeedClusters(sql, sources.seeds());
        var backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
        views = new UpgradeViews(sql, clock);
        board = new BoardView(sql, octane.transactions(), views);
        var recovery = new DeadLetterRecovery(sql, clock, outbox);
        var activeClaims = new ActiveClaims(settings.workers());
        var claims = new Claims(
                sql,
                transaction,
                clock,
                settings.instance(),
                settings.lease(),
                repertoire,
                events,
                seeds,
                activeClaims,
                claim -> camel.get().sendBody("seda:claimed?waitForTaskToComplete=Never", claim));
        var progress = new UpgradeProgress(sql, clock, events, outbox, seeds, claims, this::goOn);
        var settlement = new Settlement(sql, transaction, clock, events, progress, backoff, recovery, seeds, mask);
        rollbacks = new Rollbacks(sql, transaction, clock, events, progress, views);
        controlRollbacks = new ControlRollbacks(sql, transaction, sources.planner(), rollbacks, events, views);
        lifecycle = new UpgradeLifecycle(sql, transaction, clock, events, outbox, rollbacks, views);
        deadSteps = new DeadSteps(sql, transaction, clock, events, outbox, progress, views, recovery);
        idempotency = new Idempotency(sql, octane.transactions(), clock);
        var room = new Room(
                sql,
                sources.planner(),
                sources.clouds(),
                (cloud, plan, options, ignored) ->
                        idempotency.aside(() -> sources.batches().of(cloud, plan, options, ignored)));
        limits = new Limits(sql, transaction, repertoire, sources.planner(), events, progress, views, room);
        requeue = new Requeue(
                sql,
                transaction,
                clock,
                settings.instance(),
                settings.lostMessageAfter(),
                repertoire,
                events,
                outbox,
                activeClaims);
        var plans = new Plans(
                sources.planner(),
                sources.clouds(),
                new ControlPlaneMove(sql, sources.planner()),
                new StageRuns(sql),
                (cloud, plan, options, ignored) ->
                        idempotency.aside(() -> sources.preflight().of(cloud, plan, options, ignored)));
        upgrades = new Upgrades(sql, transaction, clock, plans, events, progress, views, rollbacks);
        beans.put("stepLog", new StepLogPolicy());
        beans.put("phaseOutput", new PhaseOutput(output, mask));
        beans.put("activeClaims", activeClaims);
        beans.put("claims", claims);
        beans.put("stepExecution", new StepExecution(sql));
        beans.put("overtakenClaims", new OvertakenClaims(sql));
        beans.put("settlement", settlement);
        beans.put("retryPolicy", new RetryPolicy(clock));
        beans.put(
                "deadLetters",
                new DeadLetters(
                        sql,
                        transaction,
                        clock,
                        events,
                        settlement,
                        new FailureBudget(sql),
                        progress,
                        outbox,
                        views,
                        sources.names(),
                        mask));
        beans.put("outbox", outbox);
        beans.put("queueMessages", new QueueMessages());
        beans.put("requeue", requeue);
        beans.put("standingStill", new StandingStill(sql, transaction, progress));
        beans.put("upgradeViews", views);
    }

    private void goOn(long rolledBack) {
        controlRollbacks.goOn(rolledBack);
    }

    public Upgrades upgrades() {
        return upgrades;
    }

    public UpgradeLifecycle lifecycle() {
        return lifecycle;
    }

    public DeadSteps deadSteps() {
        return deadSteps;
    }

    public Limits limits() {
        return limits;
    }

    public Rollbacks rollbacks() {
        return rollbacks;
    }

    public ControlRollbacks controlRollbacks() {
        return controlRollbacks;
    }

    public UpgradeViews views() {
        return views;
    }

    public BoardView board() {
        return board;
    }

    public Idempotency idempotency() {
        return idempotency;
    }

    public Requeue requeue() {
        return requeue;
    }

    /** Tells of events that were committed. */
    public EventSignal eventSignal() {
        return eventSignal;
    }

    @Override
    public void close() {
        eventSignal.close();
    }

    /** What routes call, by name. */
    public Map<String, Object> beans() {
        return Map.copyOf(beans);
    }
}
