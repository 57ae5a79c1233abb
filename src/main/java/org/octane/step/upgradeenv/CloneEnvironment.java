package org.octane.step.upgradeenv;

import java.util.Map;
import org.octane.nailgun.Seeds;
import org.octane.nailgun.model.Relation;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Step {@code clone-environment}: the original has a seed. Parameters: {@code upgrade_name}, the seed's name, and
 * {@code release_id}. A seed of that name is taken for this step's, also if it was made by an attempt that was cut off.
 */
public final class CloneEnvironment {

    private final Seeds nailgun;

    public CloneEnvironment(Seeds nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        var relation = nailgun.relation(call.original());
        return relation.isPresent()
                ? found(call, relation.get())
                : Outcome.missing("Cluster " + call.original() + " has no seed.");
    }

    public Outcome act(StepCall call) {
        if (nailgun.relation(call.original()).isEmpty()) {
            nailgun.clone(
                    call.original(),
                    call.parameters().get("upgrade_name"),
                    Integer.parseInt(call.parameters().get("release_id")));
        }
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    /** Only what the check would take for this step's own. */
    public Outcome undo(StepCall call) {
        var relation = nailgun.relation(call.original());
        if (relation.isEmpty()) {
            return Outcome.done("Cluster " + call.original() + " has no seed.");
        }
        found(call, relation.get());
        nailgun.removeSeed(relation.get().seed());
        return Outcome.done("Seed " + relation.get().seed() + " is removed.");
    }

    private Outcome found(StepCall call, Relation relation) {
        if (relation.original() != call.original()) {
            throw StepFailure.lasting(
                    "Cluster " + call.original() + " is itself the seed of cluster " + relation.original() + ".",
                    "Finish that upgrade first.");
        }
        var seed = nailgun.cluster(relation.seed());
        var name = call.parameters().get("upgrade_name");
        if (!seed.name().equals(name)) {
            throw StepFailure.lasting(
                    "Cluster " + call.original() + " has another seed already: " + seed.id() + ", '" + seed.name()
                            + "'.",
                    "Go on with that one by its name, or delete it.");
        }
        return Outcome.done(
                "Seed " + seed.id() + " '" + name + "' is there.",
                Map.of("seed", Integer.toString(seed.id()), "name", name));
    }
}
