package org.octane.step.approval;

import java.time.Duration;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.WakeUp;

/** Steps that are {@code run: approval}: done once a person has approved of what comes next, which the parameter {@code next} says. */
public final class Approval {

    /** A person ends the wait, time doesn't. */
    private static final WakeUp BY_A_PERSON = new WakeUp(WakeUp.APPROVAL, Duration.ofDays(365));

    public Outcome check(StepCall call) {
        var approved = call.parameters().get("approved");
        return approved == null ? Outcome.missing("Nobody has approved of what comes next.") : Outcome.done(approved);
    }

    public Outcome act(StepCall call) {
        return Outcome.waiting(
                "Waits for an approval. Next: " + call.parameters().get("next") + ".", BY_A_PERSON);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        return Outcome.done("An approval has changed nothing.");
    }
}
