package org.octane.astute;

import org.octane.failure.Code;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * A step that hands the control plane to other controllers: a task of Nailgun, whose deployment tasks Astute has them run. Whether they
 * did is asked on the controllers once the task has ended, whatever Astute says of it. What they did is taken back by steps before this
 * one, each on its node: they are of no use before, so this one's way back is to await the task's end.
 */
public final class SwitchStep {

    private final CastDispatcher dispatcher;
    private final SwitchTasks tasks;

    SwitchStep(CastDispatcher dispatcher, SwitchTasks tasks) {
        this.dispatcher = dispatcher;
        this.tasks = tasks;
    }

    public Outcome check(StepCall call) {
        var last = dispatcher.last(call, NodeOperation.SWITCH);
        if (last.isEmpty()) {
            return Outcome.missing("Nothing was cast yet");
        }
        var cast = last.get();
        if (cast.inFlight()) {
            var awaited = dispatcher.awaited(call, cast);
            return awaited.isPresent() ? awaited.get() : check(call);
        }
        var seen = tasks.look(call);
        if (seen.kind() == Outcome.Kind.DONE) {
            return seen;
        }
        if (cast.attempt() < call.attempt()) {
            return seen;
        }
        throw new StepFailure(
                        cast.error() == null
                                ? "The task that switches the control plane has ended, but not all is as it should be: "
                                        + seen.message()
                                : firstParagraph(cast.error()),
                        true,
                        null,
                        seen.message(),
                        "Astute's log on the Fuel master says more of task " + cast.task())
                .as(Code.ASTUTE_FAILED);
    }

    public Outcome act(StepCall call) {
        var made = tasks.of(call);
        return dispatcher.cast(
                call, NodeOperation.SWITCH, call.original(), cast -> AstuteMessages.execute(cast.task(), made));
    }

    public Outcome verify(StepCall call) {
        return tasks.look(call);
    }

    public Outcome undo(StepCall call) {
        var running = dispatcher.last(call, NodeOperation.SWITCH).filter(Cast::inFlight);
        return running.flatMap(cast -> dispatcher.awaited(call, cast))
                .orElseGet(() -> Outcome.done("No task is at work on it"));
    }

    /** What Astute adds is the task as a whole. */
    private static String firstParagraph(String error) {
        return error.split("\n\n", 2)[0];
    }
}
