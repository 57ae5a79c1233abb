package org.octane.world.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Replies of Astute that don't arrive as they were sent. */
final class ReplyFault implements Effect {

    /** A reply on its way. */
    record Reply(String kind, String task, String status, Runnable send) {

        boolean ends() {
            return status.equals("ready") || status.equals("error");
        }
    }

    private final Fault fault;
    private final ChaosLog log;
    private final ScheduledExecutorService timer;
    private final OccasionCounter occasions;
    private final List<Reply> held = new ArrayList<>();
    private boolean active;

    ReplyFault(Fault fault, ChaosLog log, ScheduledExecutorService timer) {
        this.fault = fault;
        this.log = log;
        this.timer = timer;
        occasions = new OccasionCounter(fault);
    }

    /** @return whether this fault has seen to it: it is not to be sent any more */
    synchronized boolean takes(Reply reply) {
        if (!active || !matches(reply) || !occasions.take()) {
            return false;
        }
        log.struck(fault.text(), what() + reply.kind() + " " + reply.status() + " of task " + reply.task());
        switch (fault.kind()) {
            case DOUBLED -> {
                reply.send().run();
                reply.send().run();
            }
            case LATE -> later(reply);
            case SWAPPED -> held.add(reply);
            default -> {}
        }
        return true;
    }

    /** A reply was sent: those that were held back for it follow. */
    synchronized void sent(Reply reply) {
        if (reply.ends()) {
            var due = held.stream().filter(h -> h.task().equals(reply.task())).toList();
            held.removeAll(due);
            due.forEach(h -> h.send().run());
        }
    }

    private boolean matches(Reply reply) {
        var wanted = fault.text(FaultOption.STATUS, fault.kind() == FaultKind.SWAPPED ? "progress" : "end");
        var status = reply.ends() ? "end" : reply.status();
        return fault.text(FaultOption.ON, reply.kind()).equals(reply.kind())
                && (wanted.equals("any") || wanted.equals(status));
    }

    private String what() {
        return switch (fault.kind()) {
            case DOUBLED -> "sent twice: ";
            case LATE -> "sent later: ";
            case SWAPPED -> "sent after the task's end: ";
            default -> "lost: ";
        };
    }

    private void later(Reply reply) {
        var by = fault.duration(FaultOption.BY, Duration.ZERO);
        timer.schedule(reply.send(), by.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void begin() {
        active = true;
    }

    @Override
    public synchronized void end() {
        active = false;
        held.forEach(reply -> reply.send().run());
        held.clear();
    }
}
