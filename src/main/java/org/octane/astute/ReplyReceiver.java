package org.octane.astute;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.nailgun.deployment.TaskReport;
import org.octane.step.HostKeys;
import org.octane.step.Mask;
import org.octane.step.WakeUps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes Astute's replies. The cast's row is locked meanwhile, so that doubled and late ones find it ended; Nailgun's
 * rows are written before the cast ends, so that whoever is woken by the end sees them.
 */
public final class ReplyReceiver {

    private static final Logger log = LoggerFactory.getLogger(ReplyReceiver.class);

    private static final int WHOLE = 100;

    private final CastTable casts;
    private final TransactionTemplate octane;
    private final Deployments nailgun;
    private final boolean receiver;
    private final HostKeys hostKeys;
    private final Mask mask;
    private final WakeUps wakeUps;
    private final CastOutput output;

    ReplyReceiver(
            CastTable casts,
            TransactionTemplate octane,
            Deployments nailgun,
            boolean receiver,
            HostKeys hostKeys,
            Mask mask,
            WakeUps wakeUps,
            CastOutput output) {
        this.casts = casts;
        this.octane = octane;
        this.nailgun = nailgun;
        this.receiver = receiver;
        this.hostKeys = hostKeys;
        this.mask = mask;
        this.wakeUps = wakeUps;
        this.output = output;
    }

    /**
     * @param body a reply as it came; one that can't be understood is logged and left at that, for it would come again
     *     and again
     */
    public void receive(String body) {
        try {
            var reply = Reply.parse(body).masked(mask);
            Optional<Cast> ended = octane.execute(status -> take(reply));
            ended.ifPresent(cast -> wakeUps.wake(cast.event()));
        } catch (Reply.Malformed e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("A reply of Astute can't be understood, ignored");
        }
    }

    /** Ends a cast as the Fuel master's log has it: as its reply would have, had it arrived. */
    void end(Cast cast, boolean ready, String error, List<NodeReport> nodes) {
        if (cast.kind() == NodeOperation.REMOVE) {
            // The log does not say which nodes could not be reached, and erasing one again does no harm.
            giveUp(cast, "How the removal ended did not arrive");
            return;
        }
        var masked = mask.masked(error);
        var report = new TaskReport(false, ready, ready ? WHOLE : null, masked, nodes, List.of(), List.of());
        endSilent(cast, ready ? "Its end did not arrive" : masked, (locked, why) -> {
            nailgun.end(locked.operation(), report);
            end(locked, ready, masked, false);
        });
    }

    /** Ends a cast that was not taken, or of which nobody knows and a person has decided that it is over. */
    void giveUp(Cast cast, String why) {
        endSilent(cast, why, this::lose);
    }

    /** Ends a cast whose message could not be made: nothing was sent, and never will be. */
    void drop(Cast cast, String why) {
        end(cast, why, locked -> true, (dropped, cause) -> {
            nailgun.giveUp(dropped.operation(), cause);
            casts.ended(dropped.task(), false, cause, false);
        });
    }

    /** Of a cast that was heard of since the caller looked at it nothing is decided: the reply wins. */
    private void endSilent(Cast cast, String why, BiConsumer<Cast, String> how) {
        end(cast, why, locked -> locked.heard().equals(cast.heard()), how);
    }

    private void end(Cast cast, String why, Predicate<Cast> still, BiConsumer<Cast, String> how) {
        Optional<Cast> ended = octane.execute(status -> casts.lock(cast.task())
                .filter(locked -> locked.inFlight() && still.test(locked))
                .map(locked -> {
                    log.atWarn()
                            .addKeyValue("task", cast.task())
                            .addKeyValue("cause", why)
                            .log("Cast ended without a reply");
                    output.ended(locked, why);
                    how.accept(locked, why);
                    return locked;
                }));
        ended.ifPresent(over -> wakeUps.wake(over.event()));
    }

    /** @return the cast if whoever waits for it should look */
    private Optional<Cast> take(Reply reply) {
        var found = casts.lock(reply.task());
        if (found.isEmpty()) {
            log.atDebug().addKeyValue("task", reply.task()).log("Reply to a cast that is not Octane's, ignored");
            return found;
        }
        var cast = found.get();
        if (!cast.inFlight()) {
            // The first may have been taken by an instance that died before it could wake anybody.
            return found.filter(c -> reply.isFinal());
        }
        // Nailgun's own receiver knows no task of one node of an update.
        if (receiver || !cast.kind().isTask()) {
            write(cast, reply);
        }
        output.heard(cast, reply);
        if (reply.masterFailed()) {
            casts.failedOnMaster(cast.task());
        }
        if (!reply.isFinal()) {
            casts.heard(cast.task(), reply.progress());
            return Optional.empty();
        }
        end(cast, reply.isReady(), reply.error(), false);
        return found;
    }

    private void write(Cast cast, Reply reply) {
        if (reply.isFinal()) {
            nailgun.end(cast.operation(), reply.report());
        } else {
            nailgun.progress(cast.operation(), reply.report());
        }
    }

    /**
     * Nobody hears its end any more. Where each node has said that it is done, only the last word is lost. Nailgun's own
     * receiver gets no word either: what Octane began in its rows Octane ends, what the receiver has ended stays.
     */
    private void lose(Cast cast, String why) {
        boolean done = nailgun.endUnheard(cast.operation(), why);
        end(cast, done, done ? null : why, !done);
    }

    private void end(Cast cast, boolean ready, String error, boolean lost) {
        // What Astute never took has installed nothing: the pinned keys still hold.
        if (cast.kind().erases() && (cast.running() || !lost)) {
            // Before the end is committed: whoever is woken by it may connect at once.
            cast.nodes().forEach(hostKeys::forget);
        }
        casts.ended(cast.task(), ready, error, lost);
    }
}
