package org.octane.step.upgradeenv;

import java.util.Map;
import org.octane.nailgun.Seeds;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** Step {@code compare-settings}: what an operator chose for the original holds for the seed. Changes nothing. */
public final class CompareSettings {

    private final Seeds nailgun;

    public CompareSettings(Seeds nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        var differences = nailgun.compareSettings(call.original(), call.seed());
        return differences.isEmpty()
                ? Outcome.done(
                        "The seed's settings are the original's.",
                        Map.of("proof.settings", "the seed has the original's settings, networks and roles"))
                : Outcome.missing("The seed differs from the original in " + String.join(", ", differences) + ".");
    }

    /** Which of two settings is meant, only the operator knows. */
    public Outcome act(StepCall call) {
        throw StepFailure.lasting(
                check(call).message(),
                "Set them alike in Fuel and retry, or skip this step if they are meant to differ.");
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        return Outcome.done("Nothing was changed.");
    }
}
