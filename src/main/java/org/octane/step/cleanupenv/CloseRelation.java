package org.octane.step.cleanupenv;

import org.octane.nailgun.Seeds;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/**
 * Step {@code close-relation}: the upgrade is over for Nailgun, and the seed may itself be upgraded one day. Of which
 * cluster it was the seed stays known.
 */
public final class CloseRelation {

    private final Seeds nailgun;

    public CloseRelation(Seeds nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        return nailgun.relation(call.original()).isEmpty()
                ? Outcome.done("The upgrade of cluster " + call.original() + " is closed.")
                : Outcome.missing("Cluster " + call.seed() + " is still the seed of " + call.original() + ".");
    }

    public Outcome act(StepCall call) {
        nailgun.relation(call.original()).ifPresent(relation -> nailgun.closeRelation(relation.seed()));
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        return Outcome.done("A closed upgrade stays closed.");
    }
}
