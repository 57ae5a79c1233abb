package org.octane.astute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/**
 * One cast to Astute.
 *
 * @param status {@code preparing}: noted, before the task that asks for it is committed; {@code waiting}: until Astute is
 *     free; {@code intent}: about to be sent, or sent by somebody who died before noting so; {@code sent}, as far as is known; {@code running}:
 *     Astute has it; {@code ready}, {@code error}: it ended
 * @param lost it ended since nothing was heard of it in time
 * @param sent whoever sent it, confirmed or not, lived to note so, or Astute has spoken of it
 * @param failedOnMaster whether Astute has said that tasks of the Fuel master have failed in it
 * @param heard when the last reply came, or when it was made
 * @param looked when the Fuel master was last looked at for it, null if never
 * @param found what was seen there, in a sentence; null: nothing, or it was heard of since
 * @param atWork whether a worker had it at the last look
 * @param asked a person was asked what has become of it, in which attempt of its step; null if not
 * @param askedInUndo whether that was while the step was taken back
 * @param runningBy when its message is gone from the queue
 * @param endsBy when a person is asked, if the end has not come
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
        boolean sent,
        boolean failedOnMaster,
        Instant heard,
        Instant looked,
        String found,
        boolean atWork,
        Integer asked,
        boolean askedInUndo,
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
                task, upgrade, step, attempt, kind, cluster, nodes, status, 0, null, false, false, false, now, null,
                null, false, null, false, null, runningBy, endsBy);
    }

    /** Of a row of the table of casts. */
    static Cast of(ResultSet row) throws SQLException {
        return new Cast(
                row.getObject("task_uuid", UUID.class),
                row.getLong("upgrade_id"),
                row.getLong("step_id"),
                row.getInt("attempt"),
                NodeOperation.of(row.getString("method")),
                row.getInt("cluster_id"),
                Arrays.asList((Integer[]) row.getArray("nodes").getArray()),
                row.getString("status"),
                row.getInt("progress"),
                row.getString("error"),
                row.getBoolean("lost"),
                row.getObject("sent_at") != null || row.getObject("running_at") != null,
                row.getBoolean("failed_on_master"),
                instant(row, "heard_at"),
                instant(row, "looked_at"),
                row.getString("found"),
                row.getBoolean("at_work"),
                (Integer) row.getObject("asked_attempt"),
                row.getBoolean("asked_undo"),
                instant(row, "ended_at"),
                instant(row, "running_by"),
                instant(row, "ends_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
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

    /** Its server died with it, and Astute has never taken it: nothing has happened yet. */
    boolean neverSent() {
        return lost && !sent;
    }

    /** Astute has spoken of it since then. */
    boolean heardSince(Instant then) {
        return running() && !heard.isBefore(then);
    }

    /** So late that a person has to be asked. */
    boolean overdue(Instant now) {
        return inFlight() && now.isAfter(endsBy);
    }

    /** Nothing was heard or seen of it for so long that somebody should look. */
    boolean unseen(Instant now, AstuteSettings settings) {
        return inFlight() && !now.isBefore(lookAt(settings));
    }

    /** When it was last heard of or looked at. */
    Instant seen() {
        return looked == null || looked.isBefore(heard) ? heard : looked;
    }

    /** When it has to be looked at, unless it is heard of. */
    Instant lookAt(AstuteSettings settings) {
        if (looked == null && !running()) {
            return runningBy;
        }
        var last = seen();
        // Nobody needs to wait long to learn that it was not taken.
        var next = last.plus(running() ? settings.askAfter() : settings.lookAgainAfter());
        // Before a person is asked.
        return last.isBefore(endsBy) && endsBy.isBefore(next) ? endsBy : next;
    }

    /** Whether a person who was asked what has become of it has answered by trying again. */
    boolean retried(StepCall call) {
        return asked != null && askedInUndo == (call.phase() == Phase.UNDO) && asked < call.attempt();
    }

    String event() {
        return "cast:" + task;
    }
}
