package org.octane.astute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;

/**
 * One cast to Astute.
 *
 * @param status {@code preparing}: noted, before the task that asks for it is committed; {@code waiting}: until Astute is
 *     free; {@code intent}: about to be sent, or sent by somebody who died before noting so; {@code sent}; {@code running}:
 *     Astute has it; {@code ready}, {@code error}: it ended
 * @param lost it ended since nothing was heard of it in time
 * @param heard when the last reply came, or when it was made
 * @param asked when it was last asked after, null if never
 * @param runningBy when {@code running} must have come
 * @param endsBy when the end must have come
 */
record Cast(
        UUID task,
        long upgrade,
        long step,
        int attempt,
        NodeOperation kind,
        int cluster,
        List<Integer> nodes,
        String status,
        int progress,
        String error,
        boolean lost,
        Instant heard,
        Instant asked,
        UUID question,
        Instant ended,
        Instant runningBy,
        Instant endsBy) {

    /** A new cast, of which Astute has said nothing yet. */
    static Cast made(
            UUID task,
            long upgrade,
            long step,
            int attempt,
            NodeOperation kind,
            int cluster,
            List<Integer> nodes,
            String status,
            Instant now,
            Instant runningBy,
            Instant endsBy) {
        return new Cast(
                task, upgrade, step, attempt, kind, cluster, nodes, status, 0, null, false, now, null, null, null,
                runningBy, endsBy);
    }

    OperationTask operation() {
        return new OperationTask(task, kind, cluster, nodes);
    }

    boolean inFlight() {
        return ended == null;
    }

    boolean ready() {
        return status.equals("ready");
    }

    /** Astute has it in hand, as far as anybody heard. */
    boolean running() {
        return status.equals("running");
    }

    boolean overdue(Instant now) {
        return inFlight() && now.isAfter(running() ? endsBy : runningBy);
    }

    /** Silent for so long that somebody should ask. */
    boolean silent(Instant now, Duration askAfter) {
        var last = asked == null || asked.isBefore(heard) ? heard : asked;
        return running() && now.isAfter(last.plus(askAfter));
    }

    /** Until it has to be looked at again. */
    Duration patience(Instant now, Duration askAfter) {
        var end = running() ? endsBy : runningBy;
        var left = Duration.between(now, end).plusMillis(1);
        var patience = running() && askAfter.compareTo(left) < 0 ? askAfter : left;
        return patience.isNegative() ? Duration.ZERO : patience;
    }

    String event() {
        return "cast:" + task;
    }
}
