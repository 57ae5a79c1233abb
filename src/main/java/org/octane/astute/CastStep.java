package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.octane.plan.Outcome;
import org.octane.plan.StepCall;
import org.octane.plan.StepFailure;
import org.octane.plan.WakeUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * A step that Astute does: all its nodes in one cast, one cast at a time. The intent is committed before the message is
 * sent; after that only the cast's own end, or its deadline, lets another be sent.
 *
 * <p>Parameters: {@code isolated} true for controllers that must not meet the original's on the network; {@code keep} names
 * of volumes, separated by commas, whose data stays; {@code cluster} {@code original} to cast for the original.
 */
public final class CastStep {

    private static final Logger log = LoggerFactory.getLogger(CastStep.class);
    private static final Duration NEXT_TRY = Duration.ofSeconds(5);
    private static final Duration QUESTION_LIVES = Duration.ofSeconds(2);
    private static final Duration NAILGUN_FOLLOWS = Duration.ofMinutes(1);
    /** So much before it is given up, the queue drops a message: nobody takes it afterwards. */
    private static final double LIVES_OF_DEADLINE = 0.8;

    private final CastKind kind;
    private final boolean isolated;
    private final AstuteSettings settings;
    private final Casts casts;
    private final Replies replies;
    private final Messages messages;
    private final Preparation preparation;
    private final NamedParameterJdbcTemplate nailgun;
    private final Naily naily;

    CastStep(
            CastKind kind,
            boolean isolated,
            AstuteSettings settings,
            Casts casts,
            Replies replies,
            Messages messages,
            Preparation preparation,
            NamedParameterJdbcTemplate nailgun,
            Naily naily) {
        this.kind = kind;
        this.isolated = isolated;
        this.settings = settings;
        this.casts = casts;
        this.replies = replies;
        this.messages = messages;
        this.preparation = preparation;
        this.nailgun = nailgun;
        this.naily = naily;
    }

    public Outcome check(StepCall call) {
        return look(call, kind);
    }

    public Outcome act(StepCall call) {
        return cast(call, kind);
    }

    public Outcome verify(StepCall call) {
        var missing = missing(call, kind);
        return missing.isEmpty() ? done(call, kind) : Outcome.missing(sentence(missing));
    }

    /** Servers that were installed are erased and wait for another use; a deployment goes with its installation. */
    public Outcome undo(StepCall call) {
        if (kind != CastKind.PROVISION
                || NodeState.of(nailgun, call.nodes()).stream().noneMatch(n -> isHere(call, n))) {
            return Outcome.done("Nothing to take back");
        }
        var removal = look(call, CastKind.REMOVE);
        return removal.kind() == Outcome.Kind.MISSING ? cast(call, CastKind.REMOVE) : removal;
    }

    private Outcome look(StepCall call, CastKind what) {
        var last = casts.last(call.step(), what).map(this::noticed);
        if (last.isEmpty()) {
            return Outcome.missing("Nothing was cast yet");
        }
        var cast = last.get();
        if (cast.inFlight()) {
            return waiting(cast);
        }
        var missing = missing(call, what);
        if (cast.ready() && missing.isEmpty()) {
            return done(call, what);
        }
        if (cast.ready()
                && !settings.receiver()
                && casts.now().isBefore(cast.ended().plus(NAILGUN_FOLLOWS))) {
            return Outcome.waiting("Nailgun has not taken the end in yet", WakeUp.after(Duration.ofSeconds(1)));
        }
        if (cast.attempt() < call.attempt()) {
            return Outcome.missing("The last cast failed: " + cast.error());
        }
        throw failure(cast, missing);
    }

    /** Gives up what is overdue, and asks after what is silent. */
    private Cast noticed(Cast cast) {
        var now = casts.now();
        if (cast.overdue(now)) {
            replies.giveUp(
                    cast,
                    cast.running() ? "Astute did not end the task in time" : "Astute did not take the task in time");
            return casts.last(cast.step(), cast.kind()).orElseThrow();
        }
        if (cast.silent(now, settings.askAfter())) {
            var question = UUID.randomUUID();
            casts.asked(cast.task(), question);
            send(Messages.echo(question), QUESTION_LIVES);
        }
        return cast;
    }

    private Outcome cast(StepCall call, CastKind what) {
        casts.inFlight().ifPresent(this::noticed);
        var now = casts.now();
        var runningBy = now.plus(settings.runningWithin());
        var cast = new Cast(
                UUID.randomUUID(),
                call.upgrade(),
                call.step(),
                call.attempt(),
                what,
                cluster(call),
                call.nodes(),
                "intent",
                0,
                null,
                false,
                now,
                null,
                null,
                null,
                runningBy,
                now.plus(what.within(settings)));
        if (!casts.intend(cast)) {
            return behind(call, what);
        }
        ObjectNode message;
        try {
            message = preparation.prepare(cast, () -> message(call, cast));
        } catch (RuntimeException e) {
            // It was not sent, and never will be.
            replies.giveUp(cast, "The message could not be made");
            throw e;
        }
        if (send(message, Duration.ofMillis((long) (settings.runningWithin().toMillis() * LIVES_OF_DEADLINE)))) {
            casts.sent(cast.task());
        }
        return waiting(cast);
    }

    /** Astute has a task: this step's own of before a crash, or another's. */
    private Outcome behind(StepCall call, CastKind what) {
        var other = casts.inFlight().orElse(null);
        if (other == null) {
            return Outcome.waiting("Astute was busy with another task", WakeUp.after(Duration.ZERO));
        }
        return other.step() == call.step() && other.kind() == what
                ? waiting(other)
                : Outcome.waiting("Astute is busy with another task", new WakeUp(other.event(), NEXT_TRY));
    }

    private ObjectNode message(StepCall call, Cast cast) {
        return switch (cast.kind()) {
            case PROVISION -> messages.provision(cast.task(), cast.cluster(), cast.nodes(), kept(call));
            case DEPLOY ->
                messages.deploy(
                        cast.task(),
                        cast.cluster(),
                        cast.nodes(),
                        isolated || Boolean.parseBoolean(call.parameters().get("isolated")));
            case REMOVE -> messages.remove(cast.task(), cast.cluster(), cast.nodes());
        };
    }

    /** @return false if nobody knows whether it was sent; the cast's deadline decides then */
    private boolean send(ObjectNode message, Duration timeToLive) {
        try {
            naily.send(message, timeToLive);
            return true;
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("Astute's broker did not confirm a message");
            return false;
        }
    }

    private Outcome waiting(Cast cast) {
        var what = cast.kind().working() + " of " + cast.nodes().size() + " nodes, " + cast.progress() + " %";
        return Outcome.waiting(
                "Astute: " + what, new WakeUp(cast.event(), cast.patience(casts.now(), settings.askAfter())));
    }

    private Outcome done(StepCall call, CastKind what) {
        return Outcome.done("All nodes are " + what.done(), Map.of("nodes", ids(call.nodes())));
    }

    private List<NodeState> missing(StepCall call, CastKind what) {
        return NodeState.of(nailgun, call.nodes()).stream()
                .filter(node -> !(node.reached(what) && isHere(call, node)))
                .toList();
    }

    private static boolean isHere(StepCall call, NodeState node) {
        return node.cluster() != null && node.cluster() == cluster(call);
    }

    private StepFailure failure(Cast cast, List<NodeState> missing) {
        var message = cast.error() != null
                ? cast.error()
                : missing.isEmpty()
                        ? "Astute's task failed"
                        : "Not all nodes are " + cast.kind().done();
        return new StepFailure(
                message,
                true,
                null,
                sentence(missing),
                "Astute's log on the Fuel master, /var/log/docker-logs/astute/astute.log, says more of task "
                        + cast.task());
    }

    private static int cluster(StepCall call) {
        if ("original".equals(call.parameters().get("cluster"))) {
            return call.original();
        }
        if (call.seed() == null) {
            throw StepFailure.lasting("There is no seed yet", "Run stage upgrade-env first");
        }
        return call.seed();
    }

    private static KeptData kept(StepCall call) {
        return new KeptData(
                Arrays.stream(call.parameters().getOrDefault("keep", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String sentence(List<NodeState> nodes) {
        return nodes.stream().map(NodeState::toString).collect(Collectors.joining("; "));
    }

    private static String ids(List<Integer> nodes) {
        return nodes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
