package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends casts to Astute, one task at a time. The intent is committed before the message is sent; after that only the cast's own
 * end, or its deadline, lets another be sent.
 */
record CastDispatcher(
        AstuteSettings settings,
        CastTable casts,
        CastWatch watch,
        ReplyReceiver replies,
        AstuteMessages messages,
        Deployments nailgun,
        AstuteQueues queues,
        ReplyListening listening,
        AstuteSender naily) {

    private static final Logger log = LoggerFactory.getLogger(CastDispatcher.class);
    private static final Duration NEXT_TRY = Duration.ofSeconds(5);
    private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(1);
    /** A lost wake-up costs no more than that. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(15);
    /** Another instance may be the one that looks. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** So much of the time left before it is given up a message lives in the queue: nobody takes it afterwards. */
    private static final double LIVES = 0.8;

    private static final String TOO_LATE = "Nailgun took too long to make the message; nothing was sent to Astute";

    /** Casts unless something is in flight; either way there is something to wait for. */
    Outcome cast(StepCall call, NodeOperation kind, int cluster, boolean isolated) {
        return cast(call, kind, cluster, isolated, () -> {});
    }

    /** @param harmless is asked when Astute is free, right before the intent */
    Outcome cast(StepCall call, NodeOperation kind, int cluster, boolean isolated, Runnable harmless) {
        if (kind == NodeOperation.DEPLOY) {
            messages.check(cluster, call.nodes());
        } else if (kind == NodeOperation.UPDATE) {
            messages.checkUpdate(cluster, release(call));
        }
        return cast(call, kind, cluster, cast -> message(call, cast, isolated), harmless);
    }

    /** @param message is made for a cast whose intent is committed */
    Outcome cast(StepCall call, NodeOperation kind, int cluster, Function<Cast, ObjectNode> message) {
        return cast(call, kind, cluster, message, () -> {});
    }

    private Outcome cast(
            StepCall call, NodeOperation kind, int cluster, Function<Cast, ObjectNode> message, Runnable harmless) {
        look();
        if (casts.holding().isPresent()) {
            return behind(call, kind);
        }
        queues.answer();
        watch.mustRun();
        listening.begin();
        harmless.run();
        var now = casts.now();
        var cast = Cast.made(
                UUID.randomUUID(),
                call.upgrade(),
                call.step(),
                call.attempt(),
                kind,
                cluster,
                call.nodes(),
                "intent",
                now,
                now.plus(settings.runningWithin()),
                now.plus(settings.within(kind)));
        if (!casts.intend(cast, call.fence())) {
            return behind(call, kind);
        }
        dispatch(cast, () -> message.apply(cast));
        return waiting(cast);
    }

    /** Sends a cast whose intent is committed, if that still holds once its message is made. */
    void dispatch(Cast cast, Supplier<ObjectNode> message) {
        var made = made(cast, message);
        var left = Duration.between(casts.now(), cast.runningBy());
        if (left.compareTo(settings.runningWithin().dividedBy(2)) < 0
                || casts.lock(cast.task()).filter(Cast::inFlight).isEmpty()) {
            replies.drop(cast, TOO_LATE);
            throw StepFailure.passing(TOO_LATE);
        }
        send(made, Duration.ofMillis((long) (left.toMillis() * LIVES)));
        casts.sent(cast.task());
    }

    /** Looks after what is silent, whoever cast it, and gives up what a person has decided on. */
    void look() {
        casts.abandoned().forEach(cast -> replies.giveUp(cast, "Its step was counted as done by a person"));
        casts.inFlight().stream().map(watch::noticed).forEach(watch::giveUpIfNobodysStep);
    }

    Optional<Cast> last(StepCall call, NodeOperation kind) {
        return casts.last(call.step(), kind).map(watch::noticed);
    }

    Outcome waiting(Cast cast) {
        var what = cast.kind().working() + " of " + cast.nodes().size() + " nodes, " + cast.progress() + " %";
        var patience = Duration.between(casts.now(), cast.lookAt(settings)).plusMillis(1);
        return Outcome.waiting(
                "Astute: " + what + (cast.found() == null ? "" : "; " + cast.found()),
                new WakeUp(cast.event(), patience.compareTo(NEXT_LOOK) < 0 ? atLeast(patience) : NEXT_LOOK));
    }

    private static Duration atLeast(Duration patience) {
        return patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
    }

    /**
     * Waits for a cast of the step's own. At its deadline a person is asked, and has answered who tries again: then it goes on only
     * if it may run, as far as is seen or was just heard.
     *
     * @return empty: it is over
     */
    Optional<Outcome> awaited(StepCall call, Cast cast) {
        if (!cast.overdue(casts.now())) {
            return Optional.of(waiting(cast));
        }
        if (!cast.retried(call)) {
            casts.askedOf(cast, call);
            throw watch.question(cast);
        }
        var seen = watch.look(cast);
        var now = casts.lock(cast.task()).orElseThrow();
        if (!now.inFlight()) {
            return Optional.empty();
        }
        if (seen.isEmpty()) {
            return Optional.of(waiting(now));
        }
        if (seen.get().mayRun() || now.heardSince(casts.now().minus(settings.askAfter()))) {
            casts.extend(cast, settings.within(cast.kind()));
            return Optional.of(waiting(now));
        }
        replies.giveUp(now, "Tried again by a person, though nobody knows what became of the task");
        return Optional.empty();
    }

    /** Whether the end is Nailgun's own receiver's to write, as long as its task has none. */
    boolean leftToNailgun() {
        return !settings.receiver();
    }

    /** So long after the end Nailgun's own receiver may need to write it. */
    boolean nailgunMayFollow(Cast cast) {
        return casts.now().isBefore(cast.ended().plus(FOLLOWS_WITHIN));
    }

    /** Astute has a task: this step's own of before a crash, or another's. */
    private Outcome behind(StepCall call, NodeOperation kind) {
        var other = casts.holding().orElse(null);
        if (other == null) {
            return Outcome.waiting("Astute was busy with another task", WakeUp.after(Duration.ZERO));
        }
        return other.step() == call.step() && other.kind() == kind
                ? waiting(other)
                // Not until that one's end: an upgrade that is taken back awaits its own casts, and only those.
                : Outcome.waiting("Astute is busy with another task", WakeUp.after(NEXT_TRY));
    }

    private ObjectNode made(Cast cast, Supplier<ObjectNode> message) {
        try {
            return nailgun.start(cast.operation(), message);
        } catch (RuntimeException e) {
            replies.drop(cast, "The message could not be made");
            throw e instanceof Refusal
                    ? StepFailure.lasting(e.getMessage(), "See the cluster and its networks in Nailgun, then retry")
                    : e;
        }
    }

    private ObjectNode message(StepCall call, Cast cast, boolean isolated) {
        return switch (cast.kind()) {
            case PROVISION -> messages.provision(cast.task(), cast.cluster(), cast.nodes(), kept(call));
            case DEPLOY -> messages.deploy(cast.task(), cast.cluster(), cast.nodes(), isolated);
            case UPDATE -> messages.update(cast.task(), cast.cluster(), cast.nodes(), release(call));
            case REMOVE -> messages.remove(cast.task(), cast.cluster(), cast.nodes());
            case SWITCH -> throw new IllegalArgumentException("Its tasks are the step's");
        };
    }

    private static int release(StepCall call) {
        return Integer.parseInt(call.parameters().get("release_id"));
    }

    /** Of one that the broker did not confirm nobody knows whether it was sent; what is seen on the Fuel master decides then. */
    private void send(ObjectNode message, Duration timeToLive) {
        try {
            naily.send(message, timeToLive);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("Astute's broker did not confirm a message");
        }
    }

    private static PreservedVolumes kept(StepCall call) {
        return new PreservedVolumes(
                Arrays.stream(call.parameters().getOrDefault("keep", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
