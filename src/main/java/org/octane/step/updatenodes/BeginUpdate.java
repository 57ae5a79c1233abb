package org.octane.step.updatenodes;

import java.util.Map;
import org.octane.nailgun.Updates;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/**
 * Step {@code begin-update}: Nailgun has a task that updates the cluster to the release of parameter {@code release_id}. Its result
 * {@code repositories} are addresses of that release's own repositories. Taken back, the update has ended before its time.
 */
public final class BeginUpdate {

    private final Updates nailgun;

    public BeginUpdate(Updates nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        return nailgun.isUnderWay(call.original())
                ? done(call)
                : Outcome.missing("Nailgun has no update of cluster " + call.original() + ".");
    }

    public Outcome act(StepCall call) {
        nailgun.begin(call.original(), release(call));
        return done(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        nailgun.fail(call.original(), "It was ended before all nodes were done; update or roll back the environment.");
        return Outcome.done("Cluster " + call.original() + " waits for another update.");
    }

    private Outcome done(StepCall call) {
        return Outcome.done(
                "Cluster " + call.original() + " is being updated.",
                Map.of("repositories", nailgun.repositories(call.original(), release(call))));
    }

    static int release(StepCall call) {
        return Integer.parseInt(call.parameters().get("release_id"));
    }
}
