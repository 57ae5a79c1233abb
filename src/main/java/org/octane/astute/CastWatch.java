package org.octane.astute;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.octane.astute.Sighting.Kind;
import org.octane.failure.Code;
import org.octane.node.probe.AstuteQueue;
import org.octane.step.StepFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a cast that is silent, on the Fuel master: one look for each interval and cast, whoever notices. A cast ends here
 * only when it is proved that nobody works on it; whatever is not proved goes on, and is a person's to decide at its deadline. Where
 * nobody is asked then, since its step is over, it holds up no other cast any more and is looked after until its end is known.
 */
record CastWatch(AstuteSettings settings, CastTable casts, ReplyReceiver replies, TaskLook master) {

    private static final Logger log = LoggerFactory.getLogger(CastWatch.class);

    /** How often a cast is looked for whose reply may lie with a server that hangs. */
    private static final Duration SOON = Duration.ofSeconds(4);

    /** Within so long every broker has noticed, and has sent on what it had sent to that server: RabbitMQ takes two minutes. */
    private static final Duration NOTICED = Duration.ofSeconds(130);

    /** Looks if it is time to, and returns the cast as it is afterwards. */
    Cast noticed(Cast cast) {
        if (!cast.inFlight() || !cast.unseen(casts.now(), settings) && !mayBeHeardElsewhere(cast)) {
            return cast;
        }
        look(cast);
        return casts.lock(cast.task()).orElseThrow();
    }

    /** Astute's broker has sent a reply to one of several servers, and that one says nothing any more. */
    private boolean mayBeHeardElsewhere(Cast cast) {
        return cast.running() && casts.now().isAfter(cast.seen().plus(SOON)) && casts.serverHangs(NOTICED);
    }

    /**
     * Looks now.
     *
     * @return empty: somebody else is looking
     */
    Optional<Sighting> look(Cast cast) {
        if (!casts.looked(cast)) {
            return Optional.empty();
        }
        var seen = sight(cast);
        follow(cast, seen);
        return Optional.of(seen);
    }

    private Sighting sight(Cast cast) {
        try {
            var age = Duration.between(cast.heard(), casts.now());
            var seen = Sighting.of(master.at(cast.task(), age), casts.now().isAfter(cast.runningBy()));
            return cast.running() && (seen.kind() == Kind.NOT_TAKEN || seen.kind() == Kind.QUEUED)
                    ? Sighting.unknown("it was taken, though Astute's log does not name it")
                    : seen;
        } catch (RuntimeException e) {
            return Sighting.unknown(e.getMessage());
        }
    }

    private void follow(Cast cast, Sighting seen) {
        log.atInfo()
                .addKeyValue("task", cast.task())
                .addKeyValue("seen", seen.kind())
                .log(seen.sentence());
        switch (seen.kind()) {
            case NOT_TAKEN -> replies.giveUp(cast, seen.sentence());
            case READY -> replies.end(cast, true, null, seen.nodes());
            case FAILED -> replies.end(cast, false, seen.error(), seen.nodes());
            case DEAD -> replies.end(cast, false, seen.sentence(), seen.nodes());
            case WORKING -> casts.found(cast.task(), seen.sentence(), true);
            default -> {
                casts.found(cast.task(), seen.sentence(), false);
                if (!seen.mayRun() && casts.setAside(cast.task(), settings.askAfter())) {
                    log.atWarn()
                            .addKeyValue("task", cast.task())
                            .log(
                                    "Nobody waits for this cast any more; others are cast beside it until its end is known");
                }
            }
        }
    }

    /** @throws StepFailure no Astute takes anything from its queue; what isn't known is no reason to wait */
    void mustRun() {
        Optional<AstuteQueue> queue;
        try {
            queue = AstuteQueue.in(master.at(null, Duration.ZERO));
        } catch (RuntimeException e) {
            return;
        }
        if (queue.isPresent() && !queue.get().isServed()) {
            throw StepFailure.unreachable(
                    "Astute does not run: its queue naily has no consumer",
                    "Start it on the Fuel master: dockerctl restart astute, since Fuel 9 service astute restart");
        }
    }

    /** A cast that no step waits for ends at its deadline, if it isn't seen at work: nobody casts it again but by hand. */
    void giveUpIfNobodysStep(Cast cast) {
        if (cast.step() == 0 && cast.overdue(casts.now()) && !cast.atWork()) {
            replies.giveUp(cast, "Not ended in time; it may still run: " + cast.found());
        }
    }

    /** What a person has to find out. */
    StepFailure question(Cast cast) {
        var limit = settings.within(cast.kind()).toMinutes() + " min";
        var seen = cast.found() == null ? "nobody has looked for it yet" : cast.found();
        return new StepFailure(
                        "Astute has not ended the " + cast.kind().text() + " within " + limit + "; " + seen,
                        false,
                        null,
                        "Task " + cast.task() + " may still be running on nodes "
                                + cast.nodes().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        "Look on the Fuel master: the task's name in /var/log/docker-logs/astute/astute.log (since Fuel 9"
                                + " /var/log/astute/astute.log) stands behind the number of the process that has it, which"
                                + " `dockerctl shell astute ps -e -o pid,args` shows as long as it lives. Retry when it runs no"
                                + " more: the nodes that are not done then are cast again. As long as Octane sees it run, a"
                                + " retry waits on")
                .as(Code.ASTUTE_FAILED);
    }
}
