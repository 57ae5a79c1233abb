package org.octane.astute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.octane.astute.erase.Erasing;
import org.octane.astute.erase.Erasure;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.failure.Code;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.NodeMoves;
import org.octane.nailgun.Provisioner;
import org.octane.nailgun.Seeds;
import org.octane.nailgun.deployment.Machine;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Task;
import org.octane.plan.Refusal;
import org.octane.step.StepFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Installations that were asked for over REST and belong to no step. Each is noted before Nailgun's rows are committed
 * that ask for it, and goes by Nailgun's task: once that is there the cast waits until Astute is free; one whose task
 * never came is dropped. {@link #dispatch} is called again and again, and gives up what is overdue, too, should no step look
 * at it.
 */
public final class PendingCasts implements Provisioner {

    private static final Logger log = LoggerFactory.getLogger(PendingCasts.class);
    private static final PreservedVolumes AS_NAILGUN_HAS_MARKED = new PreservedVolumes(Set.of());
    private static final long NO_STEP = 0;
    /** Far longer than a commit may take. */
    private static final Duration COMES_WITHIN = Duration.ofMinutes(10);
    /** So long what was asked when the call came is not asked again. */
    private static final Duration STILL_HOLDS = Duration.ofSeconds(30);

    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);

    private final CastDispatcher dispatcher;
    private final TransactionTemplate outside;
    private final Deployments nailgun;
    private final Erasing erasing;
    private final Seeds seeds;
    private final NodeMoves moves;
    /** After nobody has answered: when to ask next, and why nothing is known. */
    private volatile Instant nextAsked = Instant.MIN;

    private volatile String unknown = "";

    /**
     * @param outside of any transaction: a note is committed before what it is about, an intent before its message
     * @param needs of which {@code erasing} is asked before anything is noted, and again before what had to wait is sent
     */
    PendingCasts(
            CastDispatcher dispatcher, TransactionTemplate outside, Deployments nailgun, AstuteDependencies needs) {
        this.dispatcher = dispatcher;
        this.outside = outside;
        this.nailgun = nailgun;
        this.erasing = needs.erasing();
        this.seeds = needs.seeds();
        this.moves = needs.moves();
    }

    @Override
    public void mustBeHarmless(int original, int seed, List<Integer> nodes) {
        var meant = nailgun.machines(nodes).stream()
                .filter(machine -> machine.cluster() != null && machine.cluster() == original)
                .map(Machine::id)
                .toList();
        if (meant.isEmpty()) {
            return;
        }
        try {
            erasing.mustBeHarmless(Erasure.ofNoStep(original, seed, meant));
        } catch (StepFailure e) {
            throw e.code() == Code.NODE_IN_USE
                    ? Refusal.conflict((e.getMessage() + " " + e.remedy()).strip())
                            .as(Code.NODE_IN_USE)
                    : new Refusal(
                            Refusal.Kind.UNAVAILABLE,
                            "Whether somebody is still served by these nodes is not known; nothing was changed. "
                                    + e.getMessage());
        }
    }

    @Override
    public void prepare(int cluster, List<Integer> nodes, Task task) {
        var now = dispatcher.casts().now();
        var cast = Cast.made(
                UUID.fromString(task.uuid()),
                NO_STEP,
                NO_STEP,
                1,
                NodeOperation.PROVISION,
                cluster,
                nodes,
                "preparing",
                now,
                now,
                now);
        outside.executeWithoutResult(status -> dispatcher.casts().prepare(cast));
    }

    @Override
    public void provision() {
        try {
            outside.executeWithoutResult(status -> dispatch());
        } catch (RuntimeException e) {
            // The cast stands in its row, and what became of it in Nailgun's task.
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("A pending cast can't be sent now; tried again in two seconds");
        }
    }

    /** Gives up what is overdue, asks after what is silent, casts what waits. */
    public void dispatch() {
        dispatcher.casts().preparing().forEach(this::decide);
        dispatcher.look();
        if (dispatcher.casts().holding().isEmpty()) {
            dispatcher.casts().firstWaiting().ifPresent(this::cast);
        }
    }

    private void cast(Cast waiting) {
        try {
            askAgain(waiting);
        } catch (StepFailure e) {
            if (e.code() == Code.NODE_IN_USE) {
                refuse(waiting, (e.getMessage() + " " + e.remedy()).strip());
            } else {
                postpone(waiting, e.getMessage());
            }
            return;
        }
        dispatcher
                .casts()
                .next(waiting, dispatcher.settings())
                .ifPresent(cast -> dispatcher.dispatch(cast, () -> dispatcher
                        .messages()
                        .provision(cast.task(), cast.cluster(), cast.nodes(), AS_NAILGUN_HAS_MARKED)));
    }

    /** What was asked before its nodes were moved may be hours old, if others were cast first. */
    private void askAgain(Cast waiting) {
        var now = dispatcher.casts().now();
        if (now.isBefore(waiting.heard().plus(STILL_HOLDS))) {
            return;
        }
        if (now.isBefore(nextAsked)) {
            throw StepFailure.passing(unknown);
        }
        erasing.mustBeHarmless(Erasure.waiting(
                original(waiting.cluster()).orElse(waiting.cluster()), waiting.cluster(), waiting.nodes()));
    }

    private Optional<Integer> original(int cluster) {
        return seeds.relation(cluster)
                .filter(relation -> relation.seed() == cluster)
                .map(Relation::original);
    }

    /** Its task ends, and its nodes are in their cluster again as they were: they are in use there. */
    private void refuse(Cast waiting, String found) {
        dispatcher.casts().next(waiting, dispatcher.settings()).ifPresent(cast -> {
            dispatcher.replies().drop(cast, found);
            if (original(cast.cluster()).isPresent()) {
                moves.giveBack(
                        cast.cluster(),
                        nailgun.machines(cast.nodes()).stream()
                                .filter(machine ->
                                        Integer.valueOf(cast.cluster()).equals(machine.cluster()))
                                .map(Machine::id)
                                .toList());
            }
        });
    }

    private void postpone(Cast waiting, String why) {
        if (!why.equals(unknown)) {
            log.atWarn()
                    .addKeyValue("task", waiting.task())
                    .addKeyValue("cause", why)
                    .log(
                            "Whether somebody is still served by nodes that are to be installed is not known; asked again every "
                                    + ASKED_EVERY.toSeconds() + " s, and nothing is sent before");
        }
        if (!dispatcher.casts().now().isBefore(nextAsked)) {
            nextAsked = dispatcher.casts().now().plus(ASKED_EVERY);
        }
        unknown = why;
    }

    private void decide(Cast cast) {
        var casts = dispatcher.casts();
        switch (nailgun.task(cast.task())) {
            case OPEN -> casts.await(cast.task());
            case ENDED -> casts.drop(cast.task());
            case ABSENT -> {
                if (casts.now().isAfter(cast.heard().plus(COMES_WITHIN))) {
                    log.atWarn()
                            .addKeyValue("task", cast.task())
                            .log("Nailgun's task of a pending cast was never committed; nothing is sent");
                    casts.drop(cast.task());
                }
            }
        }
    }
}
